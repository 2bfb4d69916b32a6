namespace Hitl.Metrics.Domain;

/// <summary>The days from <paramref name="Start"/> to before <paramref name="End"/>, in groups of the calendar.</summary>
internal readonly record struct Period(DateOnly Start, DateOnly End, PeriodLevel Level)
{
    /// <summary>A century of days: more is a mistyped year, and would only fill memory with zeros.</summary>
    public const int GroupsMax = 36_600;

    /// <summary>
    /// What the client left open is the time from the project's first job to today. Where that leaves nothing, such as an end
    /// before the first job, the period is empty: only dates that the client gave both can be reversed.
    /// </summary>
    public static Period Of(DateOnly? start, DateOnly? end, PeriodLevel level, DateOnly? firstJob, DateOnly today)
    {
        var defaultStart = firstJob ?? today;
        var defaultEnd = today.AddDays(1);
        return (start, end) switch
        {
            ({ } from, { } to) => new Period(from, to, level),
            ({ } from, null) => new Period(from, Later(from, defaultEnd), level),
            (null, { } to) => new Period(Earlier(defaultStart, to), to, level),
            (null, null) => new Period(defaultStart, Later(defaultStart, defaultEnd), level),
        };
    }

    public int GroupCount => Start >= End ? 0 : LastGroup - FirstGroup + 1;

    /// <summary>The calendar's start of each group, though the period may begin in the middle of the first.</summary>
    public IEnumerable<DateOnly> GroupStarts()
    {
        var (level, first) = (Level, FirstGroup);
        return Enumerable.Range(0, GroupCount).Select(offset => level.StartOf(first + offset));
    }

    private int FirstGroup => Level.GroupOf(Start);

    private int LastGroup => Level.GroupOf(End.AddDays(-1));

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
