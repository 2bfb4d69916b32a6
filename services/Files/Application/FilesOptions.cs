using System.ComponentModel.DataAnnotations;

namespace Hitl.Files.Application;

/// <summary>Section <c>Files</c>.</summary>
public sealed class FilesOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Files";

    /// <summary>The folder of the store and of unfinished downloads, on one file system that all replicas share. Default <c>.hitl/files</c>.</summary>
    [Required]
    public string Root { get; set; } = ".hitl/files";

    /// <summary>Bytes of one file at the most. Default 50 MB, 1 byte to 1 GB.</summary>
    [Range(1, 1_000_000_000)]
    public long FileBytesMax { get; set; } = 50_000_000;

    /// <summary>Bytes of all files of a job together at the most. Default 200 MB, 1 byte to 10 GB.</summary>
    [Range(1, 10_000_000_000)]
    public long GroupBytesMax { get; set; } = 200_000_000;

    /// <summary>Bytes of one text at the most. Default 2 MB, 1 byte to 100 MB.</summary>
    [Range(1, 100_000_000)]
    public long TextBytesMax { get; set; } = 2_000_000;

    /// <summary>Bytes of one video or one piece of audio at the most. Default 500 MB, 1 byte to 10 GB.</summary>
    [Range(1, 10_000_000_000)]
    public long MediaBytesMax { get; set; } = 500_000_000;

    /// <summary>Bytes of all attachments of a job together at the most, without those that are only referenced. Default 1 GB, 1 byte to 100 GB.</summary>
    [Range(1, 100_000_000_000)]
    public long AttachmentBytesMax { get; set; } = 1_000_000_000;

    /// <summary>Bytes of one referenced file at the most. Default 5 GB, 1 byte to 100 GB.</summary>
    [Range(1, 100_000_000_000)]
    public long ReferenceBytesMax { get; set; } = 5_000_000_000;

    /// <summary>Programs that look into media at once in this process. Default 2, 1 to 64.</summary>
    [Range(1, 64)]
    public int MediaProcesses { get; set; } = 2;

    /// <summary>How long a program may look at one file for its measures. Default 15 s, 0.1 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a program may listen to one file for its waveform. Default 60 s, 0.1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan WaveformTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Downloads at once for one account, so that one slow server holds up nobody else. Default 4, 1 to 100.</summary>
    [Range(1, 100)]
    public int DownloadsPerAccount { get; set; } = 4;

    /// <summary>Downloads at once in this process. Default 32, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int DownloadsPerNode { get; set; } = 32;

    /// <summary>One download with its redirects. Default 60 s, 0.1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan DownloadTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The answer's head of one download. Default 10 s, 0.1 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan HeadTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>All downloads of one order; below the 90 s that a client waits for its job. Default 80 s, 0.1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan OrderTime { get; set; } = TimeSpan.FromSeconds(80);

    /// <summary>
    /// How long a file waits for the event that names it. An event may wait behind a broker or a service that is down: a file that is
    /// given up too early is a job without its file, one that is given up late costs disk space. Default 24 h, 5 min to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan PendingFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long contents and unfinished downloads that belong to nothing are left alone. Default 1 h, 5 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan SpareFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often the janitor comes. Default 10 min, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(10);
}
