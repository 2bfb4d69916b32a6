using Hitl.Contracts.Files;
using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>Finds out what a spooled file's contents say of themselves: once for each content, however often it comes.</summary>
internal sealed class MediaMeasure(IFileStore files, IMediaProbe probe)
{
    /// <summary>Null where the contents cannot be read, or have no measures.</summary>
    public async Task<MediaFacts?> OfAsync(FileKind kind, ContentHash hash, ISpooledFile file, CancellationToken ct) => kind.Family switch
    {
        FileFamily.Image => await ImageHeader.ReadAsync(kind, (offset, count) => file.ReadAsync(offset, count, ct)) is { } size
            ? new MediaFacts { Width = size.Width, Height = size.Height }
            : null,
        FileFamily.Video or FileFamily.Audio or FileFamily.Pdf => await files.FindMediaAsync(hash, ct) ?? await probe.ProbeAsync(kind, file.Path, ct),
        FileFamily.Text or FileFamily.Document => null,
    };
}
