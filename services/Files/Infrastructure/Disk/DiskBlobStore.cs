using Hitl.Files.Application;
using Hitl.Files.Domain;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Contents as files.</summary>
internal sealed class DiskBlobStore(ContentPaths paths) : IBlobStore
{
    public Task PutAsync(ContentHash hash, ISpooledFile file, CancellationToken ct)
    {
        var target = paths.Of(hash);
        if (File.Exists(target)) return Task.CompletedTask;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // A rename is atomic, and whoever is first, the bytes are the same.
        File.Move(file.Path, target, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenAsync(ContentHash hash, CancellationToken ct)
    {
        var path = paths.Of(hash);
        return Task.FromResult<Stream?>(File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous)
            : null);
    }

    public Task<string?> LocateAsync(ContentHash hash, CancellationToken ct)
    {
        var path = paths.Of(hash);
        return Task.FromResult(File.Exists(path) ? path : null);
    }

    public Task DeleteAsync(ContentHash hash, CancellationToken ct)
    {
        foreach (var path in new[] { paths.Of(hash), paths.OfWaveform(hash) })
        {
            if (File.Exists(path)) File.Delete(path); // Delete throws where not even the folder exists.
        }

        return Task.CompletedTask;
    }
}
