using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>
/// Turns orders into jobs: the project must take jobs, the URLs must be usable, the files are fetched. Each order stands for itself:
/// what is wrong with one is its own error. Nothing is written yet.
/// </summary>
internal sealed class PrepareJobs(
    FindProject projects, OutboundPolicy outbound, FileUrls fileUrls, FetchMaterial material, CheckFallback fallback, JobIds ids, TimeProvider time)
{
    /// <summary>What a URL's path may end in: a page's file has its name in the answer, which Files looks at.</summary>
    private static readonly IReadOnlyList<string> UrlExtensions = [.. FetchMaterial.Extensions, .. OutboundPolicy.PageExtensions];

    public async Task<IReadOnlyList<Result<NewJob>>> HandleAsync(
        Guid accountId, bool isTest, IReadOnlyList<Result<JobOrder>> orders, CancellationToken ct)
    {
        var outcomes = new Result<NewJob>[orders.Count];
        var usable = new List<(int Place, JobOrder Order, ProjectCopy Project)>();
        var found = new Dictionary<Guid, Result<ProjectCopy>>();
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Error is { } faults)
            {
                outcomes[i] = faults;
                continue;
            }

            var order = orders[i].Value;
            if (!found.TryGetValue(order.ProjectId, out var project))
                found[order.ProjectId] = project = await projects.TakingJobsAsync(accountId, order.ProjectId, ct);
            if ((project.Error ?? CheckUrls(order)) is { } refused) outcomes[i] = refused;
            else usable.Add((i, order, project.Value));
        }

        var fetched = await material.FetchAsync(accountId, [.. usable.Select(one => one.Order)], ct);
        var now = time.GetInstant();
        foreach (var (one, shown) in usable.Zip(fetched))
            outcomes[one.Place] = shown.Error is { } unusable ? unusable : await CreateAsync(one.Order, one.Project, shown.Value, isTest, now, ct);
        return outcomes;
    }

    /// <summary>What can be refused without opening a connection, all at once; Files and Webhooks guard the connections.</summary>
    private Error? CheckUrls(JobOrder order)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < order.FileUrls.Count; i++) CheckUrl($"file_urls[{i}]", order.FileUrls[i], UrlExtensions, faults);
        for (var i = 0; i < order.Attachments.Count; i++)
        {
            if (order.Attachments[i] is { IsFetched: true, Url: { } url }) CheckUrl($"attachments[{i}].url", url, null, faults);
        }

        if (order.Webhook is { Url: var webhook } && outbound.CheckUrl(webhook).Refusal is { } refusal)
            faults["webhook_url"] = [UrlFault.Sentence(webhook, refusal)];
        return faults.Count > 0 ? JobErrors.UnusableUrls(faults) : null;
    }

    private void CheckUrl(string field, string url, IReadOnlyList<string>? extensions, Dictionary<string, string[]> faults)
    {
        if (!fileUrls.IsOurs(url) && outbound.CheckUrl(url, extensions).Refusal is { } code) faults[field] = [UrlFault.Sentence(url, code)];
    }

    private async Task<Result<NewJob>> CreateAsync(
        JobOrder order, ProjectCopy project, ShownMaterial shown, bool isTest, DateTimeOffset now, CancellationToken ct)
    {
        if (await fallback.RefuseAsync(order, project, shown, ct) is { } refused) return refused;
        var job = Job.Create(ids.Next(now), project.Id, project.AccountId, isTest, now, order.Lifetime, order.DefaultAnnotations?.ToString(), order.Mark?.Dialect);
        return new NewJob(job, shown.Files)
        {
            Attachments = shown.Attachments,
            Predictions = order.Predictions,
            Webhook = order.Webhook,
            Template = order.Details.Form is null && project is { TemplateId: { } id, TemplateVersion: { } version } ? (id, version) : null,
            Details = order.Details,
            Mark = order.Mark,
        };
    }
}
