using Hitl.Contracts.Files;
using Hitl.Files.Reads;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Api;

/// <summary>Who may read a file, and whatever is known of it: its account, administrators, annotators with a grant for it.</summary>
internal sealed class ReadableFiles(FileReads reads, IOptions<AuthOptions> auth, TimeProvider time)
{
    private static readonly Error NotFound = new(ErrorKind.NotFound, "not_found", "There is no such file.");

    public async Task<Result<ServedFile>> FindAsync(PathId id, string? grant, Caller caller, CancellationToken ct)
    {
        var mayReadAny = caller.IsAdmin
            || (caller.AnnotatorId is { } annotator && FileGrant.Holds(grant, auth.Value.SigningKey, id.Value, annotator, time.GetUtcNow()));
        // Nobody's account: a file that is not there, whoever asks.
        var file = await reads.FindAsync(id.Value, mayReadAny ? null : caller.AccountId ?? Guid.Empty, ct);
        return file is null ? NotFound : file;
    }
}
