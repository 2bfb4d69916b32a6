using FsCheck;
using FsCheck.Fluent;
using Hitl.Contracts.Jobs;

namespace Hitl.Metrics.Tests.Messaging;

/// <summary>The lives of a few jobs, and an order in which their events arrive: shuffled, some twice, in batches.</summary>
internal sealed record History(IReadOnlyList<JobLife> Lives, int Seed)
{
    public static Arbitrary<History> Any { get; } = Arb.From(
        from lives in JobLife.Any.NonEmptyListOf()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new History([.. lives], seed),
        history => history.Lives.Count < 2
            ? []
            : history.Lives.Select((_, left) => history with { Lives = [.. history.Lives.Where((_, index) => index != left)] }));

    /// <summary>The events in their order of arrival, for an account with these projects.</summary>
    public IReadOnlyList<JobEvent[]> Batches(Guid account, IReadOnlyList<Guid> projects)
    {
        var random = new Random(Seed);
        var events = Lives.SelectMany(life => life.Events(account, projects)).ToList();
        var arrivals = events.Concat(events.Where(_ => random.Next(4) == 0)).ToArray();
        random.Shuffle(arrivals);

        var batches = new List<JobEvent[]>();
        for (var next = 0; next < arrivals.Length;)
        {
            var batch = arrivals.Skip(next).Take(random.Next(1, 8)).ToArray();
            batches.Add(batch);
            next += batch.Length;
        }

        return batches;
    }
}

/// <summary>One job's steps; each waits some minutes, so that lives cross days and months.</summary>
internal sealed record JobLife(int Project, bool IsTest, int CreatedMinute, IReadOnlyList<(Step Step, long Microseconds)> Steps)
{
    private static readonly DateTimeOffset Origin = new(2025, 12, 30, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(Step, long)> AnyStep =
        from step in Gen.Elements(Enum.GetValues<Step>())
        from minutes in Gen.Choose(0, 1500)
        from microseconds in Gen.Choose(0, 59_999_999)
        select (step, (minutes * 60_000_000L) + microseconds);

    public static Gen<JobLife> Any { get; } =
        from project in Gen.Choose(0, 1)
        from isTest in Gen.Elements(true, false)
        from created in Gen.Choose(0, 4320)
        from steps in AnyStep.ListOf()
        select new JobLife(project, isTest, created, [.. steps]);

    public IEnumerable<JobEvent> Events(Guid account, IReadOnlyList<Guid> projects)
    {
        var now = Origin.AddMinutes(CreatedMinute);
        var job = new TestJob(account, projects[Project], now, IsTest);
        yield return job.Create();
        foreach (var (step, microseconds) in Steps)
        {
            now = now.AddMicroseconds(microseconds);
            // Jobs allows fewer moves than these: whatever it may allow one day, the sums must bear.
            yield return step switch
            {
                Step.Start => job.Start(now),
                Step.Complete => job.Complete(now),
                Step.Fail => job.Fail(now),
                Step.Cancel => job.Cancel(now),
                Step.Expire => job.Expire(now),
                Step.Requeue => job.Requeue(now),
            };
        }
    }
}

internal enum Step
{
    Start,
    Complete,
    Fail,
    Cancel,
    Expire,
    Requeue,
}
