using Hitl.Contracts.Files;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>Downloads one URL into the spool and proves that its contents are what its name says.</summary>
internal sealed partial class FileFetcher(
    OutboundPolicy policy, Downloader downloader, DownloadGates gates, MediaMeasure measure, IOptions<FilesOptions> options, ILogger<FileFetcher> logger)
{
    private readonly DownloadLimits _limits = new()
    {
        MaxBytes = options.Value.FileBytesMax,
        TotalTime = options.Value.DownloadTime,
        HeadTime = options.Value.HeadTime,
    };

    /// <param name="accountId">Whose turn it is.</param>
    /// <param name="url">As the client wrote it.</param>
    /// <param name="extensions">Of which one must fit.</param>
    /// <param name="create">Makes the spooled file, which its maker disposes of.</param>
    /// <param name="isWanted">Asked when the turn has come: whether the file is still of use.</param>
    /// <param name="ct">Ends the download.</param>
    public async Task<FetchOutcome> FetchAsync(
        Guid accountId, string url, IReadOnlyList<string> extensions, Func<ISpooledFile> create, Func<bool> isWanted, CancellationToken ct)
    {
        var check = policy.CheckUrl(url);
        if (!check.Allowed) return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(check.Refusal)));
        var extension = OutboundPolicy.ExtensionOf(check.Url);
        if (!extensions.Contains(extension, StringComparer.Ordinal) && !OutboundPolicy.PageExtensions.Contains(extension, StringComparer.Ordinal)) return FetchMetrics.Count(FetchErrors.WrongExtension(extensions));

        using var turn = await gates.EnterAsync(accountId, ct);
        if (!isWanted()) return FetchMetrics.Count(FetchErrors.GroupTooLarge);
        var spooled = create();
        var (file, failure) = await downloader.DownloadAsync(url, spooled.Writer, _limits, ct);
        return FetchMetrics.Count(failure is null ? await ProveAsync(check.Url, file!, spooled, extensions, ct) : FetchErrors.Of(failure));
    }

    private async Task<FetchOutcome> ProveAsync(
        Uri url, Downloaded file, ISpooledFile spooled, IReadOnlyList<string> extensions, CancellationToken ct)
    {
        var extension = OutboundPolicy.ExtensionOf(url);
        var nameInUrl = FileNames.FromUrl(url);
        if (!extensions.Contains(extension, StringComparer.Ordinal)) (extension, nameInUrl) = (ExtensionOf(file.FileName), null);
        if (!extensions.Contains(extension, StringComparer.Ordinal)) return FetchErrors.WrongExtension(extensions);

        var hash = await spooled.SealAsync(ct);
        var head = await spooled.ReadAsync(0, Signature.HeadLength, ct);
        var tail = await spooled.ReadAsync(Math.Max(0, file.Length - Signature.TailLength), Signature.TailLength, ct);
        var kind = Signature.Detect(head, tail);
        if (kind is null || !kind.Has(extension)) return FetchErrors.WrongContent;

        var name = kind.Has(ExtensionOf(file.FileName)) ? file.FileName : nameInUrl;
        return new FreshFile(spooled, hash, name ?? $"file.{extension}", kind, file.Length, await MeasureAsync(kind, hash, spooled, ct));
    }

    private static string ExtensionOf(string? name) => Path.GetExtension(name ?? "").TrimStart('.').ToLowerInvariant();

    /// <summary>A file of a job that is odd is a file all the same: it only has no measures.</summary>
    private async Task<MediaFacts?> MeasureAsync(FileKind kind, ContentHash hash, ISpooledFile spooled, CancellationToken ct)
    {
        try
        {
            return await measure.OfAsync(kind, hash, spooled, ct);
        }
        catch (MediaToolsException failure)
        {
            NotMeasured(failure);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A file is kept without its measures")]
    private partial void NotMeasured(Exception failure);
}
