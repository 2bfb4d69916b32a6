using Hitl.Contracts.Files;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>What a job shows, ready to be shown: its files, and what it shows besides in the client's order.</summary>
internal sealed record ShownMaterial(IReadOnlyList<StoredFile> Files, IReadOnlyList<Attachment> Attachments);

/// <summary>Lets Files fetch what jobs show: all orders in one question, each as a whole or not at all.</summary>
internal sealed class FetchMaterial(IFilesClient files, TimeProvider time)
{
    /// <summary>What the contract allows as files of a job.</summary>
    public static readonly IReadOnlyList<string> Extensions = ["pdf", "png", "jpg", "jpeg"];

    private static readonly FetchedGroup Nothing = new();

    /// <summary>For all files together; below the gateway's patience and the lease of an idempotent run.</summary>
    private static readonly TimeSpan FetchWithin = TimeSpan.FromSeconds(90);

    /// <summary>One outcome for each order, in order.</summary>
    public async Task<IReadOnlyList<Result<ShownMaterial>>> FetchAsync(Guid accountId, IReadOnlyList<JobOrder> orders, CancellationToken ct)
    {
        var fetching = orders.Where(IsFetching).ToList();
        var groups = new Queue<FetchedGroup>(fetching.Count == 0 ? [] : await AskAsync(accountId, fetching, ct));
        return [.. orders.Select(order => OutcomeOf(order, IsFetching(order) ? groups.Dequeue() : Nothing))];
    }

    private static bool IsFetching(JobOrder order) => order.FileUrls.Count > 0 || order.Attachments.Any(attachment => attachment.IsFetched);

    private static IReadOnlyList<AttachmentOrder> AttachmentsOf(JobOrder order) =>
        [.. order.Attachments.Where(one => one.IsFetched).Select(one => new AttachmentOrder(one.Kind, one.Url!, one.IsReference))];

    private async Task<IReadOnlyList<FetchedGroup>> AskAsync(Guid accountId, IReadOnlyList<JobOrder> orders, CancellationToken ct)
    {
        var question = new FetchFiles
        {
            AccountId = accountId,
            Extensions = Extensions,
            Groups = [.. orders.Select(order => order.FileUrls)],
            Attachments = orders.Any(order => order.Attachments.Count > 0) ? [.. orders.Select(AttachmentsOf)] : [],
        };
        using var deadline = new CancellationTokenSource(FetchWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return (await files.FetchAsync(question, either.Token)).Groups;
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException("Files did not answer in time.", late);
        }
    }

    private static Result<ShownMaterial> OutcomeOf(JobOrder order, FetchedGroup group)
    {
        if (group.Failures.Count > 0) return NotFetched(order, group.Failures);
        var stored = new Queue<StoredFile>(group.Attachments);
        return new ShownMaterial(group.Files, [.. order.Attachments.Select(one => new Attachment
        {
            Kind = one.Kind,
            Text = one.Text,
            Url = one.Url,
            File = one.IsFetched ? stored.Dequeue() : null,
        })]);
    }

    private static Error NotFetched(JobOrder order, IReadOnlyList<FetchFailure> failures)
    {
        // Files counts what it was asked to fetch; the client counts all that it listed.
        var listed = Enumerable.Range(0, order.Attachments.Count).Where(i => order.Attachments[i].IsFetched).ToList();
        return JobErrors.UnusableUrls(failures
            .GroupBy(failure => failure.IsAttachment ? $"attachments[{listed[failure.Index]}].url" : $"file_urls[{failure.Index}]", StringComparer.Ordinal)
            .ToDictionary(
                field => field.Key,
                field => field.Select(failure => UrlFault.Sentence(failure.Url, failure.Message, failure.Code)).ToArray(),
                StringComparer.Ordinal));
    }
}
