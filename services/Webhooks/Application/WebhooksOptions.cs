using System.ComponentModel.DataAnnotations;

namespace Hitl.Webhooks.Application;

/// <summary>Section <c>Webhooks</c>.</summary>
internal sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Every account's signing secret is derived from it, and customers' headers are encrypted with it: at least 32 characters, the same
    /// in every replica, and never changed. No default.
    /// </summary>
    [Required]
    [MinLength(32)]
    public string SigningKey { get; set; } = "";

    /// <summary>For name, connection, TLS and the answer's head together. Default 20 s, 0.1 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>For the start of the answer's body. Default 2 s, 0 to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BodyTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a replica holds what it claimed; after a crash, the longest wait until another sends it. Longer than
    /// <see cref="Deadline"/> and <see cref="BodyTime"/> together. Default 60 s, 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the database is asked for what is due when nothing rings. Default 0.5 s, 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Requests at once in a replica, to quick endpoints, as many again to slow ones, and to new ones. Default 64, 1 to 1,024.</summary>
    [Range(1, 1024)]
    public int ConcurrencyMax { get; set; } = 64;

    /// <summary>Requests at once to one host in a replica. Default 8, 1 to 64; more than 8 wait for one of the 8 connections.</summary>
    [Range(1, 64)]
    public int ConcurrencyPerHostMax { get; set; } = 8;

    /// <summary>How long a stopping replica lets its requests end. Default 10 s, 0 to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(10);
}
