using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>What one round of cleaning removed.</summary>
internal sealed record CleanedUp(int PendingFiles, int Contents, int SpooledFiles);

/// <summary>
/// Removes what nobody asks for any more: files that no event named, contents without a file, downloads of processes that died.
/// Any number of replicas may clean at once.
/// </summary>
internal sealed class CleanUpHandler(IFileStore files, IBlobStore blobs, ISpool spool, IOptions<FilesOptions> options, TimeProvider time)
{
    public async Task<CleanedUp> HandleAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (pending, contents) = (0, 0);
        int some;
        while ((some = await files.DropPendingAsync(now - options.Value.PendingFor, ct)) > 0) pending += some;
        while (await files.DropSpareContentsAsync(DeleteAsync, ct) > 0)
        {
            // Batch after batch, so that no transaction holds many locks for long.
        }

        return new CleanedUp(pending, contents, spool.Sweep(now - options.Value.SpareFor));

        Task DeleteAsync(Domain.ContentHash hash, CancellationToken inLock)
        {
            contents++;
            return blobs.DeleteAsync(hash, inLock);
        }
    }
}
