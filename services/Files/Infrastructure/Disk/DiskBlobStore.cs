using Hitl.Files.Application;
using Hitl.Files.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Contents as files, two levels of folders deep, so that no folder grows without end.</summary>
internal sealed class DiskBlobStore : IBlobStore
{
    private readonly string _folder;

    public DiskBlobStore(IOptions<FilesOptions> options) =>
        _folder = Directory.CreateDirectory(Path.Combine(options.Value.Root, "contents")).FullName;

    public Task PutAsync(ContentHash hash, ISpooledFile file, CancellationToken ct)
    {
        var target = PathOf(hash);
        if (File.Exists(target)) return Task.CompletedTask;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // A rename is atomic, and whoever is first, the bytes are the same.
        File.Move(file.Path, target, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenAsync(ContentHash hash, CancellationToken ct)
    {
        var path = PathOf(hash);
        return Task.FromResult<Stream?>(File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous)
            : null);
    }

    public Task DeleteAsync(ContentHash hash, CancellationToken ct)
    {
        var path = PathOf(hash);
        if (File.Exists(path)) File.Delete(path); // Delete throws where not even the folder exists.
        return Task.CompletedTask;
    }

    private string PathOf(ContentHash hash) => Path.Combine(_folder, hash.Hex[..2], hash.Hex[2..4], hash.Hex);
}
