namespace Hitl.Webhooks.Domain;

/// <summary>What a delivery becomes after a try.</summary>
/// <param name="State">Its state.</param>
/// <param name="NextAt">When it is tried again; null once it has ended.</param>
internal readonly record struct Verdict(DeliveryState State, DateTimeOffset? NextAt);

/// <summary>When a delivery is tried again, by its rule.</summary>
internal static class RetrySchedule
{
    private static readonly IReadOnlyList<TimeSpan> Standard =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    // With a tenth more each they still end within the day.
    private static readonly IReadOnlyList<TimeSpan> Scale =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), .. Enumerable.Repeat(TimeSpan.FromHours(1), 3),
        .. Enumerable.Repeat(TimeSpan.FromHours(2), 8),
    ];

    private static readonly IReadOnlyList<TimeSpan> Brief =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40)];

    /// <summary>No receiver can ask for a longer pause than the schedule itself makes.</summary>
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    private const int Gone = 410;
    private const double JitterShare = 0.1;

    /// <summary>From the end of a try to the next; one try more than there are delays. <see cref="DeliveryRule.Standard"/>: 11 tries in 99 h 35 min.</summary>
    public static IReadOnlyList<TimeSpan> DelaysOf(DeliveryRule rule) => rule switch
    {
        DeliveryRule.Standard => Standard,
        DeliveryRule.Once => [],
        DeliveryRule.Scale => Scale,
        DeliveryRule.Brief => Brief,
    };

    /// <param name="plan">How the delivery is tried.</param>
    /// <param name="tries">Tries so far, with this one.</param>
    /// <param name="outcome">What came of this one.</param>
    /// <param name="now">The end of this one.</param>
    /// <param name="jitter">0 to 1, by chance: deliveries that failed together do not come back together. It only ever delays.</param>
    public static Verdict Decide(DeliveryPlan plan, int tries, PostOutcome outcome, DateTimeOffset now, double jitter)
    {
        if (IsTaken(plan.Rule, outcome)) return new Verdict(DeliveryState.Delivered, null);
        var delays = DelaysOf(plan.Rule);
        if (tries > delays.Count || EndsSubscription(plan, outcome)) return new Verdict(DeliveryState.Exhausted, null);

        var delay = delays[tries - 1] * (1 + (JitterShare * jitter));
        var asked = outcome.RetryAfter is { } wait ? (wait < RetryAfterMax ? wait : RetryAfterMax) : TimeSpan.Zero;
        return new Verdict(DeliveryState.Pending, now + (asked > delay ? asked : delay));
    }

    /// <summary>Whether the receiver wants to hear nothing more of what it subscribed to.</summary>
    public static bool EndsSubscription(DeliveryPlan plan, PostOutcome outcome) => plan.IsSubscribed && outcome.Status == Gone;

    private static bool IsTaken(DeliveryRule rule, PostOutcome outcome) =>
        rule == DeliveryRule.Scale ? outcome.Status == 200 : outcome.IsAccepted;
}

/// <summary>What decides over a delivery's tries.</summary>
/// <param name="Rule">How it is tried.</param>
/// <param name="IsSubscribed">Whether it goes to a subscription, which a receiver can end by 410.</param>
internal readonly record struct DeliveryPlan(DeliveryRule Rule, bool IsSubscribed);
