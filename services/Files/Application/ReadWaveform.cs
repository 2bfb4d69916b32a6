using System.Collections.Concurrent;
using Hitl.Contracts.Files;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Files.Application;

/// <summary>
/// The waveform of a content: listened to once at a resolution that serves every request, kept beside the content, and only by one of
/// those who ask at the same time.
/// </summary>
internal sealed partial class ReadWaveform(IBlobStore blobs, IWaveformStore kept, IListener listener, ILogger<ReadWaveform> logger) : IDisposable
{
    private static readonly Error NoAudio = new(ErrorKind.Unprocessable, "no_audio", "There is nothing to hear in this file.");

    private static readonly Error Unavailable = new(ErrorKind.Unavailable, "media_unavailable", "The file cannot be listened to now. Try again soon.");

    private readonly ConcurrentDictionary<ContentHash, Lazy<Task<Waveform?>>> _running = new();
    private readonly CancellationTokenSource _stop = new();

    public async Task<Result<Waveform>> HandleAsync(ContentHash? content, FileKind kind, MediaFacts? media, CancellationToken ct)
    {
        // Whoever only references a file does not have it listened to: that would be a download of all of it.
        if (content is not { } hash || media is not { HasAudio: true }) return NoAudio;
        if (await kept.FindAsync(hash, ct) is { } known) return known;
        try
        {
            var running = _running.GetOrAdd(hash, _ => new Lazy<Task<Waveform?>>(() => ListenAsync(hash, kind)));
            return await running.Value.WaitAsync(ct) is { } heard ? heard : NoAudio;
        }
        catch (Exception failure) when (failure is MediaToolsException or TimeoutException or IOException)
        {
            NotHeard(failure, hash.Hex);
            return Unavailable;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Goes on when whoever asked first goes away: somebody else waits, or asks again soon.</summary>
    private async Task<Waveform?> ListenAsync(ContentHash hash, FileKind kind)
    {
        try
        {
            if (await blobs.LocateAsync(hash, _stop.Token) is not { } path) throw new FileNotFoundException("The content is missing in the store.");
            var heard = await listener.ListenAsync(kind, path, _stop.Token);
            if (heard is not null) await kept.PutAsync(hash, heard, _stop.Token);
            return heard;
        }
        finally
        {
            _running.TryRemove(hash, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Content {Hash} could not be listened to")]
    private partial void NotHeard(Exception failure, string hash);
}
