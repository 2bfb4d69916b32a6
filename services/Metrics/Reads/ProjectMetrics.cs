using Hitl.Metrics.Domain;

namespace Hitl.Metrics.Reads;

/// <summary>A project that a query selects, and its period.</summary>
internal sealed record SelectedProject(Guid Id, string Name, Period Period);

/// <summary>One project in the answer; the contract's names.</summary>
internal sealed record ProjectMetrics(
    Guid ProjectId,
    string ProjectName,
    DateOnly PeriodStartDate,
    DateOnly PeriodEndDate,
    PeriodLevel PeriodGroupLevel,
    IReadOnlyList<GroupMetrics> Metrics)
{
    /// <summary>All groups of the period in order; those that <paramref name="counted"/> lacks are zeros.</summary>
    public static ProjectMetrics Of(SelectedProject project, Dictionary<DateOnly, GroupMetrics> counted)
    {
        var period = project.Period;
        var groups = period.GroupStarts().Select(start => counted.GetValueOrDefault(start) ?? GroupMetrics.Of(new GroupRow { GroupStart = start }));
        return new ProjectMetrics(project.Id, project.Name, period.Start, period.End, period.Level, [.. groups]);
    }
}

/// <summary>One group in the answer; the contract's names, in its order.</summary>
internal sealed record GroupMetrics(
    DateOnly PeriodGroupStart,
    long JobsAll,
    long JobsDone,
    long JobsNew,
    long JobsProgress,
    long JobsError,
    long JobsExpired,
    long JobsCanceled,
    long MinSecondsToFinishJob,
    long MinJobLifespanSeconds,
    long MaxSecondsToFinishJob,
    long MaxJobLifespanSeconds,
    long AvgSecondsToFinishJob,
    long AvgJobLifespanSeconds)
{
    public static GroupMetrics Of(GroupRow row) => new(
        row.GroupStart,
        row.Done + row.New + row.Progress + row.Error + row.Expired + row.Canceled,
        row.Done,
        row.New,
        row.Progress,
        row.Error,
        row.Expired,
        row.Canceled,
        WholeSeconds.Of(row.MinToFinishUs),
        WholeSeconds.Of(row.MinLifespanUs),
        WholeSeconds.Of(row.MaxToFinishUs),
        WholeSeconds.Of(row.MaxLifespanUs),
        WholeSeconds.Mean(row.SumToFinishUs, row.Timed),
        WholeSeconds.Mean(row.SumLifespanUs, row.Done));
}

/// <summary>The sums over the days of one group, in microseconds.</summary>
internal sealed record GroupRow
{
    public Guid ProjectId { get; init; }

    public DateOnly GroupStart { get; init; }

    public long Done { get; init; }

    /// <summary>Those of the done that somebody had started.</summary>
    public long Timed { get; init; }

    public long New { get; init; }

    public long Progress { get; init; }

    public long Error { get; init; }

    public long Expired { get; init; }

    public long Canceled { get; init; }

    public long? MinToFinishUs { get; init; }

    public long? MaxToFinishUs { get; init; }

    public decimal SumToFinishUs { get; init; }

    public long? MinLifespanUs { get; init; }

    public long? MaxLifespanUs { get; init; }

    public decimal SumLifespanUs { get; init; }
}
