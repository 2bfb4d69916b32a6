using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hitl.Files.Application;
using Hitl.Files.Domain;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Waveforms as files beside their contents: seconds as a double, then a float for each stretch.</summary>
internal sealed class DiskWaveformStore(ContentPaths paths, ISpool spool) : IWaveformStore
{
    public async Task<Waveform?> FindAsync(ContentHash hash, CancellationToken ct)
    {
        var path = paths.OfWaveform(hash);
        if (!File.Exists(path)) return null;
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, ct);
            return new Waveform(BinaryPrimitives.ReadDoubleLittleEndian(bytes), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(sizeof(double))).ToArray());
        }
        catch (FileNotFoundException)
        {
            return null; // The janitor was faster.
        }
    }

    public async Task PutAsync(ContentHash hash, Waveform waveform, CancellationToken ct)
    {
        var peaks = waveform.Peaks.ToArray();
        var bytes = new byte[sizeof(double) + (peaks.Length * sizeof(float))];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, waveform.Duration);
        MemoryMarshal.AsBytes<float>(peaks).CopyTo(bytes.AsSpan(sizeof(double)));
        await using var spooled = spool.Create();
        await spooled.Writer.WriteAsync(bytes, ct);
        await spooled.SealAsync(ct);
        File.Move(spooled.Path, paths.OfWaveform(hash), overwrite: true);
        // The janitor deletes the content first and its waveform next: one of us two sees the other's work.
        if (!File.Exists(paths.Of(hash))) File.Delete(paths.OfWaveform(hash));
    }
}
