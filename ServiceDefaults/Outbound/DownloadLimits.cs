namespace Hitl.ServiceDefaults.Outbound;

/// <summary>How much of a stranger's server a download puts up with.</summary>
public sealed record DownloadLimits
{
    /// <summary>Bytes of the file. Default 50 MB.</summary>
    public long MaxBytes { get; init; } = 50_000_000;

    /// <summary>The whole download with all redirects. Default 60 s.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Name, connection, TLS and head of each answer. Default 10 s.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What must arrive in every <see cref="RateWindow"/>. Default 10 KiB.</summary>
    public int MinBytesPerWindow { get; init; } = 10 * 1024;

    /// <summary>See <see cref="MinBytesPerWindow"/>. Default 10 s.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Redirects that are followed. Default 3.</summary>
    public int MaxRedirects { get; init; } = 3;
}
