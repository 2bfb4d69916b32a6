using Hitl.Contracts.Files;
using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>Resolves URLs of files that we have already: one look into the database instead of a download from ourselves.</summary>
internal sealed class OwnFiles(OwnFileUrls urls, IFileStore files)
{
    /// <summary>Null when the URL is somebody else's.</summary>
    public async Task<FetchOutcome?> FindAsync(Guid accountId, FetchTarget target, IReadOnlyList<string> extensions, CancellationToken ct)
    {
        if (urls.IdOf(target.Url) is not { } fileId) return null;
        if (await files.FindAsync(accountId, fileId, ct) is not { } file) return FetchErrors.UnknownFile;

        var kind = FileKind.OfContentType(file.ContentType);
        if (target.Kind is { } wanted) return Fits(wanted, kind, file) ? new ExistingFile(file) : FetchErrors.NotA(wanted);
        return extensions.Any(extension => kind?.Has(extension) == true) ? new ExistingFile(file) : FetchErrors.WrongExtension(extensions);
    }

    /// <summary>A film with sound may be ordered as sound, as when it is downloaded.</summary>
    private static bool Fits(AttachmentKind wanted, FileKind? kind, StoredFile file) =>
        kind?.Family == wanted.Family() || (wanted == AttachmentKind.Audio && file.Media is { HasAudio: true });
}
