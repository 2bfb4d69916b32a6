namespace Hitl.Metrics.Domain;

/// <summary>How long a group of a period is; the contract's words.</summary>
internal enum PeriodLevel
{
    /// <summary>A day of UTC.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A month of the calendar.</summary>
    Month,

    /// <summary>A year of the calendar.</summary>
    Year,
}

/// <summary>
/// Numbers the groups of a level without a gap. Numbers, unlike dates, can be counted on past the calendar's last day.
/// </summary>
internal static class PeriodLevels
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfYear = 12;

    public static int GroupOf(this PeriodLevel level, DateOnly day) => level switch
    {
        PeriodLevel.Day => day.DayNumber,
        // Day 0, the first of January of the year 1, is a Monday.
        PeriodLevel.Week => day.DayNumber / DaysOfWeek,
        PeriodLevel.Month => (day.Year * MonthsOfYear) + day.Month - 1,
        PeriodLevel.Year => day.Year,
    };

    public static DateOnly StartOf(this PeriodLevel level, int group) => level switch
    {
        PeriodLevel.Day => DateOnly.FromDayNumber(group),
        PeriodLevel.Week => DateOnly.FromDayNumber(group * DaysOfWeek),
        PeriodLevel.Month => new DateOnly(group / MonthsOfYear, (group % MonthsOfYear) + 1, 1),
        PeriodLevel.Year => new DateOnly(group, 1, 1),
    };
}
