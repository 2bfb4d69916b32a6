using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>
/// Fetches all URLs of an order at once. A group whose URLs are all good is stored as pending files; of any other group nothing
/// stays behind, neither a row nor a content nor a spooled file.
/// </summary>
internal sealed partial class FetchFilesHandler(
    OwnFiles own, FileFetcher fetcher, AttachmentFetcher attachments, ReferenceChecker references, IFileStore files, IBlobStore blobs,
    ISpool spool, IOptions<FilesOptions> options, TimeProvider time, ILogger<FetchFilesHandler> logger)
{
    public async Task<Result<FetchedFiles>> HandleAsync(FetchFiles order, CancellationToken ct)
    {
        await using var spooled = new SpooledFiles(spool);
        try
        {
            var groups = TargetGroup.Of(order);
            var outcomes = await FetchAllAsync(order, groups, spooled, ct);
            var additions = new List<(NewFile File, FetchOutcome Outcome)>();
            var fetched = groups.Select(group => Group(order.AccountId, group, outcomes, additions)).ToList();
            if (additions.Count > 0) await StoreAsync(additions, ct);
            return new FetchedFiles(fetched);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            StorageFailed(failure);
            return FetchErrors.StorageDown;
        }
        catch (MediaToolsException failure)
        {
            ToolsFailed(failure);
            return FetchErrors.MediaDown;
        }
    }

    /// <summary>Each different target once, however many jobs name it.</summary>
    private async Task<IReadOnlyDictionary<FetchTarget, FetchOutcome>> FetchAllAsync(
        FetchFiles order, IReadOnlyList<TargetGroup> groups, SpooledFiles spooled, CancellationToken ct)
    {
        var sizes = new GroupSizes(groups, MaxOf);
        using var deadline = new CancellationTokenSource(options.Value.OrderTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var fetches = sizes.Targets.Select(async target =>
        {
            try
            {
                var outcome = await own.FindAsync(order.AccountId, target, order.Extensions, stop.Token)
                    ?? await FetchAsync(order, target, spooled, () => sizes.HasRoomFor(target), stop.Token);
                sizes.Add(target, outcome.Size);
                return KeyValuePair.Create(target, outcome);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                return KeyValuePair.Create<FetchTarget, FetchOutcome>(target, FetchErrors.Of(new OutboundFailure(OutboundCodes.Timeout)));
            }
            catch
            {
                // Our own trouble, such as a full disk: the rest of the order is in vain.
                await stop.CancelAsync();
                throw;
            }
        });
        return new Dictionary<FetchTarget, FetchOutcome>(await Task.WhenAll(fetches));
    }

    private Task<FetchOutcome> FetchAsync(FetchFiles order, FetchTarget target, SpooledFiles spooled, Func<bool> isWanted, CancellationToken ct) => target switch
    {
        { Kind: null } => fetcher.FetchAsync(order.AccountId, target.Url, order.Extensions, spooled.Create, isWanted, ct),
        { Kind: { } kind, IsReference: true } => references.CheckAsync(order.AccountId, target.Url, kind, ct),
        { Kind: { } kind } => attachments.FetchAsync(order.AccountId, target.Url, kind, spooled.Create, isWanted, ct),
    };

    private FetchedGroup Group(
        Guid accountId, TargetGroup group, IReadOnlyDictionary<FetchTarget, FetchOutcome> outcomes, List<(NewFile, FetchOutcome)> additions)
    {
        var failures = Failures(group.Files, outcomes).Concat(Failures(group.Attachments, outcomes)).ToList();
        return failures.Count > 0
            ? new FetchedGroup { Failures = failures }
            : new FetchedGroup { Files = [.. group.Files.Select(Stored)], Attachments = [.. group.Attachments.Select(Stored)] };

        StoredFile Stored(FetchTarget target)
        {
            var outcome = outcomes[target];
            if (outcome is ExistingFile existing) return existing.File;
            var file = New(accountId, outcome);
            additions.Add((file, outcome));
            return file.Facts;
        }
    }

    private IEnumerable<FetchFailure> Failures(IReadOnlyList<FetchTarget> targets, IReadOnlyDictionary<FetchTarget, FetchOutcome> outcomes)
    {
        var total = 0L;
        for (var i = 0; i < targets.Count; i++)
        {
            var (target, outcome) = (targets[i], outcomes[targets[i]]);
            if ((total += outcome.Size) > MaxOf(target)) outcome = FetchErrors.GroupTooLarge;
            if (outcome is FailedFetch failed) yield return new FetchFailure(i, target.Url, failed.Code, failed.Message, target.Kind is not null);
        }
    }

    private long MaxOf(FetchTarget target) => target.Kind is null ? options.Value.GroupBytesMax : options.Value.AttachmentBytesMax;

    private NewFile New(Guid accountId, FetchOutcome outcome)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return outcome switch
        {
            FreshFile fresh => new NewFile(accountId, fresh.Hash, null, new StoredFile
            {
                FileId = id,
                Name = fresh.Name,
                ContentType = fresh.Kind.ContentType,
                Size = fresh.Length,
                Media = fresh.Media,
            }),
            ReferencedFile reference => new NewFile(accountId, null, reference.Url, new StoredFile
            {
                FileId = id,
                Name = reference.Name,
                ContentType = reference.Kind.ContentType,
                Size = reference.Length,
            }),
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} is nothing to be stored."),
        };
    }

    private Task StoreAsync(List<(NewFile File, FetchOutcome Outcome)> additions, CancellationToken ct) =>
        files.AddAsync(
            additions.ConvertAll(addition => addition.File),
            async inLock =>
            {
                foreach (var fresh in additions.Select(addition => addition.Outcome).OfType<FreshFile>().DistinctBy(fresh => fresh.Hash))
                    await blobs.PutAsync(fresh.Hash, fresh.Spooled, inLock);
            },
            ct);

    [LoggerMessage(LogLevel.Error, "Files could not be stored")]
    private partial void StorageFailed(Exception failure);

    [LoggerMessage(LogLevel.Error, "Media cannot be measured on this machine; ./hitl doctor says what is missing")]
    private partial void ToolsFailed(Exception failure);
}
