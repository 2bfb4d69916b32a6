using Hitl.Files.Application;
using Hitl.Files.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Where contents lie: two levels of folders deep, so that no folder grows without end.</summary>
internal sealed class ContentPaths(IOptions<FilesOptions> options)
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(options.Value.Root, "contents")).FullName;

    public string Of(ContentHash hash) => Path.Combine(_folder, hash.Hex[..2], hash.Hex[2..4], hash.Hex);

    public string OfWaveform(ContentHash hash) => Of(hash) + ".waveform";
}
