namespace Hitl.Contracts.Files;

/// <summary>An order to Files: fetch the files of one or several jobs, or of a project.</summary>
public sealed record FetchFiles
{
    /// <summary>The account that the files will belong to.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The extensions that are allowed, without dot, lower case.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }

    /// <summary>The URLs of each job; a group is fetched as a whole or not at all.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Groups { get; init; }

    /// <summary>The attachments of each job, one list for each of <see cref="Groups"/>; empty when no job has any.</summary>
    public IReadOnlyList<IReadOnlyList<AttachmentOrder>> Attachments { get; init; } = [];
}

/// <summary>Why a URL could not be used.</summary>
/// <param name="Index">Its place in its group, among the files or among the attachments.</param>
/// <param name="Url">As the client gave it.</param>
/// <param name="Code">Stable, such as <c>url_host</c>, <c>ip_blocked</c>, <c>bad_status</c>, <c>too_large</c>, <c>wrong_content</c>.</param>
/// <param name="Message">A sentence for the client that says what to do.</param>
/// <param name="IsAttachment">Among which of the two it stands.</param>
public sealed record FetchFailure(int Index, string Url, string Code, string Message, bool IsAttachment = false);

/// <summary>What became of a group: its files in order, or the failures.</summary>
public sealed record FetchedGroup
{
    /// <summary>In the order of the URLs; empty when anything failed.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>In the order of the attachments; empty when anything failed.</summary>
    public IReadOnlyList<StoredFile> Attachments { get; init; } = [];

    /// <summary>Empty when all went well.</summary>
    public IReadOnlyList<FetchFailure> Failures { get; init; } = [];
}

/// <summary>The answer to <see cref="FetchFiles"/>: one for each group, in order.</summary>
public sealed record FetchedFiles(IReadOnlyList<FetchedGroup> Groups);

/// <summary>Orders to Files.</summary>
public interface IFilesClient
{
    /// <summary>
    /// Fetches and keeps files. Until an event (<c>JobCreated</c>, <c>ProjectChanged</c>) names a file it is only held for a while,
    /// so that a caller that dies leaves nothing behind. <c>POST /internal/files</c>.
    /// </summary>
    Task<FetchedFiles> FetchAsync(FetchFiles order, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Files does not answer.</summary>
public sealed class HttpFilesClient(HttpClient http) : IFilesClient
{
    /// <inheritdoc />
    public async Task<FetchedFiles> FetchAsync(FetchFiles order, CancellationToken ct) =>
        await http.PostOrNullAsync<FetchedFiles>("/internal/files", order, ct).ConfigureAwait(false)
            ?? throw new HttpRequestException("Files answered without a body.");
}
