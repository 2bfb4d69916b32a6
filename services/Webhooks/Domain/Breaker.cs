namespace Hitl.Webhooks.Domain;

/// <summary>
/// Spares an endpoint that fails again and again, and us the sockets: its deliveries wait, which does not count as a try. After the
/// pause a single one probes it, and decides for all.
/// </summary>
internal static class Breaker
{
    /// <summary>Failures in a row that open it.</summary>
    public const int Threshold = 10;

    /// <summary>How long it stays open each time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>An endpoint that comes up for its turn with so many failures has its pause behind it.</summary>
    public static bool ProbesOnly(int failures) => failures >= Threshold;
}

/// <summary>How long an endpoint keeps a connection: each kind has slots of its own, so that the slow never wait in front of the quick.</summary>
internal enum Pace
{
    /// <summary>Not tried yet. Left after the first try.</summary>
    New,

    /// <summary>Answered, or failed, at once the last time.</summary>
    Quick,

    /// <summary>Took long the last time, whatever it answered in the end.</summary>
    Slow,
}

/// <summary>What a batch of tries, in the order in which they ended, means for one endpoint.</summary>
/// <param name="HasSuccess">The failures before the batch no longer count.</param>
/// <param name="Failures">Failures since then.</param>
/// <param name="Pace">How long the last one took.</param>
internal readonly record struct EndpointReport(bool HasSuccess, int Failures, Pace Pace)
{
    /// <summary>Who answers within this time holds no connection long enough to be in anybody's way.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    public static EndpointReport Of(IEnumerable<PostOutcome> outcomes)
    {
        var report = default(EndpointReport);
        foreach (var outcome in outcomes)
        {
            var pace = outcome.Duration > SlowAfter ? Pace.Slow : Pace.Quick;
            report = outcome.IsAccepted
                ? new EndpointReport(true, 0, pace)
                : report with { Failures = report.Failures + 1, Pace = pace };
        }

        return report;
    }
}
