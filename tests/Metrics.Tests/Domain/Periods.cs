using Hitl.Metrics.Domain;

namespace Hitl.Metrics.Tests.Domain;

[Parallelizable(ParallelScope.All)]
internal sealed class Periods
{
    private static readonly DateOnly Today = new(2026, 7, 15);

    [TestCase("2026-07-13", "2026-07-13", Description = "a Monday")]
    [TestCase("2026-07-19", "2026-07-13", Description = "a Sunday")]
    [TestCase("2023-01-01", "2022-12-26", Description = "a Sunday, across the year")]
    [TestCase("2024-02-29", "2024-02-26")]
    [TestCase("0001-01-01", "0001-01-01")]
    [TestCase("9999-12-31", "9999-12-27")]
    public void A_week_starts_on_Monday(string day, string monday)
    {
        var group = PeriodLevel.Week.GroupOf(Date(day));
        Assert.That(PeriodLevel.Week.StartOf(group), Is.EqualTo(Date(monday)));
        Assert.That(Date(monday).DayOfWeek, Is.EqualTo(DayOfWeek.Monday));
    }

    [Test]
    public void The_start_of_a_groups_number_is_in_that_group([Values] PeriodLevel level)
    {
        for (var day = new DateOnly(2023, 12, 1); day < new DateOnly(2025, 2, 1); day = day.AddDays(1))
        {
            var group = level.GroupOf(day);
            Assert.That(level.StartOf(group), Is.LessThanOrEqualTo(day));
            Assert.That(level.StartOf(group + 1), Is.GreaterThan(day));
            Assert.That(level.GroupOf(level.StartOf(group)), Is.EqualTo(group));
        }
    }

    [TestCase(PeriodLevel.Day, 3_652_058)]
    [TestCase(PeriodLevel.Week, 521_723)]
    [TestCase(PeriodLevel.Month, 119_988)]
    [TestCase(PeriodLevel.Year, 9_999)]
    public void The_whole_calendar_has_its_groups_counted_without_making_them(PeriodLevel level, int groups) =>
        Assert.That(new Period(DateOnly.MinValue, DateOnly.MaxValue, level).GroupCount, Is.EqualTo(groups));

    [Test]
    public void The_last_group_may_be_the_calendars_last() =>
        Assert.That(
            new Period(new DateOnly(9998, 5, 1), DateOnly.MaxValue, PeriodLevel.Year).GroupStarts(),
            Is.EqualTo(new[] { new DateOnly(9998, 1, 1), new DateOnly(9999, 1, 1) }));

    [Test]
    public void The_end_is_not_part_of_the_period() =>
        Assert.That(
            new Period(new DateOnly(2026, 1, 31), new DateOnly(2026, 3, 1), PeriodLevel.Month).GroupStarts(),
            Is.EqualTo(new[] { new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1) }));

    [TestCase(null, null, "2026-05-02", "2026-05-02", "2026-07-16", Description = "from the first job to today")]
    [TestCase(null, null, null, "2026-07-15", "2026-07-16", Description = "no job yet: today")]
    [TestCase("2026-01-01", null, "2026-05-02", "2026-01-01", "2026-07-16")]
    [TestCase(null, "2026-06-01", "2026-05-02", "2026-05-02", "2026-06-01")]
    [TestCase(null, "2026-04-01", "2026-05-02", "2026-04-01", "2026-04-01", Description = "an end before the first job: empty")]
    [TestCase("2026-08-01", null, "2026-05-02", "2026-08-01", "2026-08-01", Description = "a start after today: empty")]
    public void What_is_left_open_is_the_time_from_the_first_job_to_today(string? start, string? end, string? first, string from, string to)
    {
        var period = Period.Of(Maybe(start), Maybe(end), PeriodLevel.Day, Maybe(first), Today);
        Assert.That((period.Start, period.End), Is.EqualTo((Date(from), Date(to))));
        Assert.That(period.GroupCount, Is.EqualTo(period.End.DayNumber - period.Start.DayNumber));
    }

    [TestCase(499_999, 0)]
    [TestCase(500_000, 1)]
    [TestCase(1_499_999, 1)]
    [TestCase(1_500_000, 2)]
    [TestCase(2_500_000, 3, Description = "half up, not to even")]
    public void Seconds_are_rounded_half_up(long microseconds, long seconds) =>
        Assert.That(WholeSeconds.Of(microseconds), Is.EqualTo(seconds));

    [Test]
    public void The_mean_is_of_exact_durations_not_of_rounded_ones() =>
        // 0.4 s three times and 0.6 s once: rounded one by one their mean would be 0.25 s, so 0; exactly it is 0.45 s.
        Assert.That((WholeSeconds.Mean(1_800_000, 4), WholeSeconds.Mean(2_000_000, 4)), Is.EqualTo((0, 1)));

    [Test]
    public void The_mean_of_none_is_0() => Assert.That(WholeSeconds.Mean(0, 0), Is.Zero);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly? Maybe(string? text) => text is null ? null : Date(text);
}
