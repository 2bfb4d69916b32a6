using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>Resolves URLs of files that we have already: one look into the database instead of a download from ourselves.</summary>
internal sealed class OwnFiles(OwnFileUrls urls, IFileStore files)
{
    /// <summary>Null when the URL is somebody else's.</summary>
    public async Task<FetchOutcome?> FindAsync(Guid accountId, string url, IReadOnlyList<string> extensions, CancellationToken ct)
    {
        if (urls.IdOf(url) is not { } fileId) return null;
        if (await files.FindAsync(accountId, fileId, ct) is not { } file) return FetchErrors.UnknownFile;

        var kind = FileKind.OfContentType(file.ContentType);
        return extensions.Any(extension => kind?.Has(extension) == true) ? new ExistingFile(file) : FetchErrors.WrongExtension(extensions);
    }
}
