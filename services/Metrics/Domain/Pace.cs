namespace Hitl.Metrics.Domain;

/// <summary>How many jobs a project gets done in a day, lately.</summary>
internal readonly record struct Pace(double DoneADay)
{
    /// <summary>Long enough to hold every day of the week, short enough to follow a change.</summary>
    private const int Days = 7;

    /// <summary>An end that is further away is no forecast.</summary>
    private const double DaysAheadMax = 3650;

    /// <summary>The first day that counts as lately.</summary>
    public static DateOnly RecentFrom(DateTimeOffset now) => DayOf(now).AddDays(1 - Days);

    /// <summary>
    /// What was done lately, by the time that this took: since the project's first job if that is more recent. Never less than a day, so
    /// that the first minutes of a project do not promise the moon.
    /// </summary>
    public static Pace Of(long recentlyDone, DateOnly? firstDay, DateTimeOffset now)
    {
        var from = firstDay is { } first && first > RecentFrom(now) ? first : RecentFrom(now);
        var days = (now.UtcDateTime - from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).TotalDays;
        return new Pace(recentlyDone / Math.Max(1, days));
    }

    /// <summary>Null when nobody can tell, or nothing is left to do.</summary>
    public DateTimeOffset? EndOf(long open, DateTimeOffset now)
    {
        if (open == 0 || DoneADay <= 0) return null;
        var days = open / DoneADay;
        return days <= DaysAheadMax ? now.AddDays(days) : null;
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
