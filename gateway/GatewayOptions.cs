using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Hitl.Gateway;

/// <summary>Section <c>Gateway</c>.</summary>
internal sealed class GatewayOptions : IValidatableObject
{
    public const string Section = "Gateway";

    /// <summary>The HTTP version spoken to the services: 1.1, or 2 without TLS where every service listens for it.</summary>
    [RegularExpression("^(1\\.1|2)$")]
    public string InsideHttpVersion { get; set; } = "1.1";

    /// <summary>How long a service may send nothing; above the 90 s that the creation of a job may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a connection to a service may take to open.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections of clients at one time; more are refused.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 10_000;

    /// <summary>Wrong credentials that one client address (of IPv6: one /64 network) may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int FailedAttemptsPerMinute { get; set; } = 60;

    /// <summary>Requests a minute of an administrator's key.</summary>
    [Range(1, 1_000_000)]
    public int AdminRequestsPerMinute { get; set; } = 6_000;

    /// <summary>Requests a minute of a person who is signed in.</summary>
    [Range(1, 1_000_000)]
    public int PersonRequestsPerMinute { get; set; } = 3_000;

    /// <summary>Addresses or networks of the proxies in front of us, such as <c>10.0.0.0/8</c>, whose X-Forwarded-* are believed.</summary>
    public string[] TrustedProxies { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        TrustedProxies.Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _))
            .Select(proxy => new ValidationResult($"Gateway:TrustedProxies: '{proxy}' is neither an address nor a network."));
}

/// <summary>What operators say of the network, at the configuration's top level.</summary>
internal sealed class EgressOptions
{
    /// <summary>The address from which our requests to clients' servers come, for their firewalls; null when it is not fixed.</summary>
    public string? EgressIp { get; set; }
}
