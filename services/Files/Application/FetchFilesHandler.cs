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
    OwnFiles own, FileFetcher fetcher, IFileStore files, IBlobStore blobs, ISpool spool,
    IOptions<FilesOptions> options, TimeProvider time, ILogger<FetchFilesHandler> logger)
{
    public async Task<Result<FetchedFiles>> HandleAsync(FetchFiles order, CancellationToken ct)
    {
        await using var spooled = new SpooledFiles(spool);
        try
        {
            var outcomes = await FetchAllAsync(order, spooled, ct);
            var additions = new List<(NewFile File, FreshFile Fresh)>();
            var groups = order.Groups.Select(urls => Group(order.AccountId, urls, outcomes, additions)).ToList();
            if (additions.Count > 0) await StoreAsync(additions, ct);
            return new FetchedFiles(groups);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            StorageFailed(failure);
            return FetchErrors.StorageDown;
        }
    }

    /// <summary>Each different URL once, however many jobs name it.</summary>
    private async Task<IReadOnlyDictionary<string, FetchOutcome>> FetchAllAsync(FetchFiles order, SpooledFiles spooled, CancellationToken ct)
    {
        var sizes = new GroupSizes(order.Groups, options.Value.GroupBytesMax);
        using var deadline = new CancellationTokenSource(options.Value.OrderTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var fetches = sizes.Urls.Select(async url =>
        {
            try
            {
                var outcome = await own.FindAsync(order.AccountId, url, order.Extensions, stop.Token)
                    ?? await fetcher.FetchAsync(order.AccountId, url, order.Extensions, spooled.Create, () => sizes.HasRoomFor(url), stop.Token);
                sizes.Add(url, outcome.Size);
                return KeyValuePair.Create(url, outcome);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                return KeyValuePair.Create<string, FetchOutcome>(url, FetchErrors.Of(new OutboundFailure(OutboundCodes.Timeout)));
            }
            catch
            {
                // Our own trouble, such as a full disk: the rest of the order is in vain.
                await stop.CancelAsync();
                throw;
            }
        });
        return new Dictionary<string, FetchOutcome>(await Task.WhenAll(fetches), StringComparer.Ordinal);
    }

    private FetchedGroup Group(
        Guid accountId, IReadOnlyList<string> urls, IReadOnlyDictionary<string, FetchOutcome> outcomes, List<(NewFile, FreshFile)> additions)
    {
        var failures = new List<FetchFailure>();
        var total = 0L;
        for (var i = 0; i < urls.Count; i++)
        {
            var outcome = outcomes[urls[i]];
            if ((total += outcome.Size) > options.Value.GroupBytesMax) outcome = FetchErrors.GroupTooLarge;
            if (outcome is FailedFetch failed) failures.Add(new FetchFailure(i, urls[i], failed.Code, failed.Message));
        }

        if (failures.Count > 0) return new FetchedGroup { Failures = failures };

        var stored = new List<StoredFile>(urls.Count);
        foreach (var outcome in urls.Select(url => outcomes[url]))
        {
            if (outcome is FreshFile fresh) additions.Add((new NewFile(accountId, fresh.Hash, FactsOf(fresh)), fresh));
            stored.Add(outcome is ExistingFile existing ? existing.File : additions[^1].Item1.Facts);
        }

        return new FetchedGroup { Files = stored };
    }

    private StoredFile FactsOf(FreshFile fresh) => new()
    {
        FileId = Guid.CreateVersion7(time.GetUtcNow()),
        Name = fresh.Name,
        ContentType = fresh.Kind.ContentType,
        Size = fresh.Length,
    };

    private Task StoreAsync(List<(NewFile File, FreshFile Fresh)> additions, CancellationToken ct) =>
        files.AddAsync(
            additions.ConvertAll(addition => addition.File),
            async inLock =>
            {
                foreach (var fresh in additions.Select(addition => addition.Fresh).DistinctBy(fresh => fresh.Hash))
                    await blobs.PutAsync(fresh.Hash, fresh.Spooled, inLock);
            },
            ct);

    [LoggerMessage(LogLevel.Error, "Files could not be stored")]
    private partial void StorageFailed(Exception failure);
}

/// <summary>The spooled files of one order, which end with it.</summary>
internal sealed class SpooledFiles(ISpool spool) : IAsyncDisposable
{
    private readonly List<ISpooledFile> _files = [];

    public ISpooledFile Create()
    {
        var file = spool.Create();
        lock (_files) _files.Add(file);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }
}

/// <summary>Bytes of each group so far, so that a job that is too large is noticed before all of it is downloaded.</summary>
internal sealed class GroupSizes
{
    private readonly Dictionary<string, List<int>> _groupsOf = new(StringComparer.Ordinal);
    private readonly long[] _bytes;
    private readonly long _max;

    public GroupSizes(IReadOnlyList<IReadOnlyList<string>> groups, long max)
    {
        (_bytes, _max) = (new long[groups.Count], max);
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var url in groups[i])
            {
                if (!_groupsOf.TryGetValue(url, out var list)) _groupsOf[url] = list = [];
                list.Add(i);
            }
        }
    }

    public IReadOnlyCollection<string> Urls => _groupsOf.Keys;

    public bool HasRoomFor(string url) => _groupsOf[url].Exists(group => Interlocked.Read(ref _bytes[group]) < _max);

    public void Add(string url, long bytes)
    {
        foreach (var group in _groupsOf[url]) Interlocked.Add(ref _bytes[group], bytes);
    }
}
