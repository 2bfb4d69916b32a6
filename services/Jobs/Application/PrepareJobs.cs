using Hitl.Contracts.Files;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>
/// Turns orders into jobs: the project must take jobs, the URLs must be usable, the files are fetched. Each order stands for itself:
/// what is wrong with one is its own error. Nothing is written yet.
/// </summary>
internal sealed class PrepareJobs(
    FindProject projects, OutboundPolicy outbound, FileUrls fileUrls, IFilesClient files, JobIds ids, TimeProvider time)
{
    /// <summary>What the contract allows as files of a job.</summary>
    public static readonly IReadOnlyList<string> Extensions = ["pdf", "png", "jpg", "jpeg"];

    /// <summary>What a URL's path may end in: a page's file has its name in the answer, which Files looks at.</summary>
    private static readonly IReadOnlyList<string> UrlExtensions = [.. Extensions, .. OutboundPolicy.PageExtensions];

    /// <summary>For all files together; below the gateway's patience and the lease of an idempotent run.</summary>
    private static readonly TimeSpan FetchWithin = TimeSpan.FromSeconds(90);

    public async Task<IReadOnlyList<Result<NewJob>>> HandleAsync(
        Guid accountId, bool isTest, IReadOnlyList<Result<JobOrder>> orders, CancellationToken ct)
    {
        var outcomes = new Result<NewJob>[orders.Count];
        var usable = new List<int>();
        var found = new Dictionary<Guid, Result<ProjectCopy>>();
        for (var i = 0; i < orders.Count; i++)
        {
            var refused = orders[i].Error ?? await CheckProjectAsync(accountId, orders[i].Value, found, ct) ?? CheckUrls(orders[i].Value);
            if (refused is not null) outcomes[i] = refused;
            else usable.Add(i);
        }

        if (usable.Count == 0) return outcomes;
        var fetched = await FetchAsync(accountId, [.. usable.Select(i => orders[i].Value.FileUrls)], ct);
        var now = time.GetInstant();
        foreach (var (i, group) in usable.Zip(fetched.Groups))
        {
            outcomes[i] = group.Failures.Count > 0 ? NotFetched(group.Failures) : Create(accountId, isTest, orders[i].Value, group, now);
        }

        return outcomes;
    }

    private async Task<Error?> CheckProjectAsync(
        Guid accountId, JobOrder order, Dictionary<Guid, Result<ProjectCopy>> found, CancellationToken ct)
    {
        if (!found.TryGetValue(order.ProjectId, out var project))
            found[order.ProjectId] = project = await projects.TakingJobsAsync(accountId, order.ProjectId, ct);
        return project.Error;
    }

    /// <summary>What can be refused without opening a connection, all at once; Files and Webhooks guard the connections.</summary>
    private Error? CheckUrls(JobOrder order)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < order.FileUrls.Count; i++)
        {
            var url = order.FileUrls[i];
            if (!fileUrls.IsOurs(url) && outbound.CheckUrl(url, UrlExtensions).Refusal is { } code) faults[$"file_urls[{i}]"] = [Fault(url, code)];
        }

        if (order.Webhook is { Url: var webhook } && outbound.CheckUrl(webhook).Refusal is { } refusal)
            faults["webhook_url"] = [Fault(webhook, refusal)];
        return faults.Count > 0 ? JobErrors.UnusableUrls(faults) : null;
    }

    private async Task<FetchedFiles> FetchAsync(Guid accountId, IReadOnlyList<IReadOnlyList<string>> groups, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(FetchWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await files.FetchAsync(new FetchFiles { AccountId = accountId, Extensions = Extensions, Groups = groups }, either.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException("Files did not answer in time.", late);
        }
    }

    private static Error NotFetched(IReadOnlyList<FetchFailure> failures) => JobErrors.UnusableUrls(failures
        .GroupBy(failure => $"file_urls[{failure.Index}]", StringComparer.Ordinal)
        .ToDictionary(
            field => field.Key,
            field => field.Select(failure => Sentence(failure.Url, failure.Message, failure.Code)).ToArray(),
            StringComparer.Ordinal));

    private static string Fault(string url, string code) => Sentence(url, new OutboundFailure(code).Message, code);

    private static string Sentence(string url, string message, string code) => $"{url}: {message} ({code})";

    private NewJob Create(Guid accountId, bool isTest, JobOrder order, FetchedGroup fetched, DateTimeOffset now) => new(
        Job.Create(ids.Next(now), order.ProjectId, accountId, isTest, now, order.Lifetime), fetched.Files, order.Predictions, order.Webhook);
}
