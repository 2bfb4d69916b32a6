namespace Hitl.Metrics.Domain;

/// <summary>
/// Durations are added up in whole microseconds, as exactly as the database keeps instants, and are rounded once, here: a mean of
/// rounded durations would be off.
/// </summary>
internal static class WholeSeconds
{
    private const decimal MicrosecondsOfSecond = 1_000_000m;

    /// <summary>Rounded half up; 0 when there is nothing to show.</summary>
    public static long Of(long? microseconds) => Mean(microseconds ?? 0, 1);

    /// <summary>The mean of <paramref name="count"/> durations, rounded half up; 0 when there are none.</summary>
    public static long Mean(decimal microseconds, long count) =>
        count == 0 ? 0 : (long)decimal.Floor((microseconds / (count * MicrosecondsOfSecond)) + 0.5m);
}
