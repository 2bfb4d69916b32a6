using System.Text;
using Hitl.Projects.Application;
using Microsoft.Extensions.Options;

namespace Hitl.Projects.Infrastructure.Disk;

/// <summary>Section <c>Bootstrap</c>: what is made at the first start.</summary>
internal sealed class BootstrapOptions
{
    public const string Section = "Bootstrap";

    /// <summary>
    /// The file that receives the first administrator's key, readable by its owner only; a key that stands in it already is
    /// adopted. Default none: then no key is made.
    /// </summary>
    public string? AdminKeyFile { get; set; }
}

internal sealed class AdminKeyFile(IOptions<BootstrapOptions> options) : IAdminKeyFile
{
    private string FilePath => options.Value.AdminKeyFile ?? throw new InvalidOperationException("No file is configured.");

    public async Task<string> ReadOrCreateAsync(string candidate, CancellationToken ct)
    {
        if (!File.Exists(FilePath)) await CreateAsync(candidate, ct);
        return (await File.ReadAllTextAsync(FilePath, ct)).Trim();
    }

    /// <summary>Under another name first: a crash leaves the whole key or no file, and a file that came meanwhile is not overwritten.</summary>
    private async Task CreateAsync(string key, CancellationToken ct)
    {
        var path = Path.GetFullPath(FilePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            await using (var stream = new FileStream(draft, OwnerOnly()))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(key + "\n"), ct);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else's file was first: it is the one to read.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
