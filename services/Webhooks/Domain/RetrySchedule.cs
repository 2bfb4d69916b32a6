namespace Hitl.Webhooks.Domain;

/// <summary>What a delivery becomes after a try.</summary>
/// <param name="State">Its state.</param>
/// <param name="NextAt">When it is tried again; null once it has ended.</param>
internal readonly record struct Verdict(DeliveryState State, DateTimeOffset? NextAt);

/// <summary>When a delivery is tried again: the schedule of the Standard Webhooks specification, and one more try a day later.</summary>
internal static class RetrySchedule
{
    /// <summary>From the end of a try to the next: 11 tries in 99 h 35 min.</summary>
    public static readonly IReadOnlyList<TimeSpan> Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    /// <summary>No receiver can ask for a longer pause than the schedule itself makes.</summary>
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    private const double JitterShare = 0.1;

    /// <param name="eventName">A test event is tried once: whoever sent it looks at the answer, and corrects the URL.</param>
    /// <param name="tries">Tries so far, with this one.</param>
    /// <param name="outcome">What came of this one.</param>
    /// <param name="now">The end of this one.</param>
    /// <param name="jitter">0 to 1, by chance: deliveries that failed together do not come back together. It only ever delays.</param>
    public static Verdict Decide(string eventName, int tries, PostOutcome outcome, DateTimeOffset now, double jitter)
    {
        if (outcome.IsAccepted) return new Verdict(DeliveryState.Delivered, null);
        if (eventName == EventNames.Test || tries > Delays.Count) return new Verdict(DeliveryState.Exhausted, null);

        var delay = Delays[tries - 1] * (1 + (JitterShare * jitter));
        var asked = outcome.RetryAfter is { } wait ? (wait < RetryAfterMax ? wait : RetryAfterMax) : TimeSpan.Zero;
        return new Verdict(DeliveryState.Pending, now + (asked > delay ? asked : delay));
    }
}
