using Hitl.Contracts.Operations;

namespace Hitl.Gateway.Operations;

/// <summary>How bad something is; the worst of a whole is the whole's.</summary>
internal enum Level
{
    /// <summary>As it should be.</summary>
    Green,

    /// <summary>Look at it today.</summary>
    Amber,

    /// <summary>Look at it now.</summary>
    Red,
}

/// <summary>Why something is not green.</summary>
/// <param name="Code">What was looked at, as <see cref="StatusLimits"/> names it.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Subject">Which check, backlog or queue; null for the process as such.</param>
/// <param name="Value">What was found; null when there is no number, or it could not be read.</param>
internal sealed record Finding(string Code, Level Level, string? Subject = null, double? Value = null);

/// <summary>One process, or an address at which none answers.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Instance">Which of its processes, from 1.</param>
/// <param name="Level">The worst of the findings.</param>
/// <param name="Findings">Empty when all is well.</param>
/// <param name="Status">What it told; null when it did not answer.</param>
internal sealed record InstanceStatus(string Service, int Instance, Level Level, IReadOnlyList<Finding> Findings, ServiceStatus? Status);

/// <summary>From where on something is amber or red.</summary>
internal sealed record Limit(double Amber, double Red);

/// <summary>The whole system at one moment.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Level">The worst of all.</param>
/// <param name="Instances">In the order of the services' names.</param>
/// <param name="Limits">By which it was judged.</param>
internal sealed record SystemStatus(DateTimeOffset At, Level Level, IReadOnlyList<InstanceStatus> Instances, IReadOnlyDictionary<string, Limit> Limits);
