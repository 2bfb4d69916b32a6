using System.ComponentModel.DataAnnotations;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Settings of every request to an address that a customer gave us.</summary>
public sealed class OutboundOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Outbound";

    /// <summary>The same list as <see cref="Allow"/>, as one environment variable for operators.</summary>
    public const string AllowVariable = "HITL_OUTBOUND_ALLOW";

    /// <summary>
    /// Private addresses that may be reached: addresses or networks, separated by commas, each with or without a port or a range of
    /// ports (<c>10.1.0.0/16,127.0.0.1:9000,[fd12::/64]:8000-8010</c>). Default: none. Link-local and metadata addresses cannot be allowed.
    /// </summary>
    public string Allow { get; set; } = "";

    /// <summary>Name resolution and dialling of all addresses of a host together. Default 5 s, 0.1 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A host that leads nowhere is refused no sooner than this, so that the time does not tell an internal name that exists from
    /// one that does not. Default 0.3 s, 0 to 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan RefusalFloor { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How we introduce ourselves. Default <c>Hitl/0.1</c>.</summary>
    [Required]
    public string UserAgent { get; set; } = "Hitl/0.1";
}
