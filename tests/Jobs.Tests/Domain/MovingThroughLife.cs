using Hitl.Jobs.Domain;

namespace Hitl.Jobs.Tests.Domain;

internal sealed class MovingThroughLife
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Dictionary<(JobStatus, JobAction), JobStatus>> Printed = new(ReadTable);

    [Test, Combinatorial]
    public void Every_status_and_action_does_what_the_readme_prints([Values] JobStatus status, [Values] JobAction action)
    {
        var job = JobIn(status, action == JobAction.FallBack ? "{}" : null);

        var moved = Act(job, action);

        if (Printed.Value.TryGetValue((status, action), out var to))
        {
            Assert.That(moved, Is.True);
            Assert.That((job.Status, job.Version), Is.EqualTo((to, 8L)));
        }
        else
        {
            Assert.That(moved, Is.False);
            Assert.That((job.Status, job.Version), Is.EqualTo((status, 7L)), "nothing has changed");
        }
    }

    [Test]
    public void The_readme_prints_every_move_of_the_table()
    {
        var moves = from status in Enum.GetValues<JobStatus>()
                    from action in Enum.GetValues<JobAction>()
                    where JobTransitions.TryNext(status, action, out _)
                    select (status, action);

        Assert.That(Printed.Value.Keys, Is.EquivalentTo(moves));
        Assert.That(Printed.Value, Is.Not.Empty);
    }

    [Test, Combinatorial]
    public void An_open_job_is_expired_from_the_instant_on_and_not_before(
        [Values(JobStatus.New, JobStatus.Progress)] JobStatus status, [Values(-1, 0, 1)] int microseconds)
    {
        var job = JobIn(status);
        var instant = job.ExpiresAt!.Value.AddMicroseconds(microseconds);

        Assert.That(job.StatusAt(instant), Is.EqualTo(microseconds < 0 ? status : JobStatus.Expired));
        Assert.That(job.Cancel(instant).HasValue, Is.EqualTo(microseconds < 0));
    }

    [Test, Combinatorial]
    public void An_open_job_with_default_annotations_is_done_from_the_instant_on_and_not_before(
        [Values(JobStatus.New, JobStatus.Progress)] JobStatus status, [Values(-1, 0, 1)] int microseconds)
    {
        var job = JobIn(status, """{"label":"cat","size":1.50}""");
        var instant = job.ExpiresAt!.Value.AddMicroseconds(microseconds);

        Assert.That(job.StatusAt(instant), Is.EqualTo(microseconds < 0 ? status : JobStatus.Done));
        Assert.That(job.Expire(instant).HasValue, Is.EqualTo(microseconds >= 0));
        if (microseconds < 0) return;
        Assert.That((job.FinishedAt, job.Result!.Annotations), Is.EqualTo((job.ExpiresAt, """{"label":"cat","size":1.50}""")));
        Assert.That(job.Result.Origins, Is.EqualTo("""{"label":{"origin":"fallback"},"size":{"origin":"fallback"}}"""));
    }

    [TestCase(JobStatus.New)]
    [TestCase(JobStatus.Progress)]
    public void The_time_of_an_open_job_can_be_cut_short(JobStatus status)
    {
        var job = JobIn(status);

        Assert.That(job.CutShort(Now, Now.AddSeconds(1)).HasValue, Is.True);
        Assert.That((job.Status, job.ExpiresAt, job.FinishedAt), Is.EqualTo((JobStatus.Expired, (DateTimeOffset?)Now, (DateTimeOffset?)Now)));
        Assert.That(job.CutShort(Now, Now.AddSeconds(1)).Error!.Code, Is.EqualTo("job_ended"));
    }

    [TestCase(JobStatus.Done)]
    [TestCase(JobStatus.Error)]
    [TestCase(JobStatus.Canceled)]
    public void A_job_that_has_ended_does_not_expire(JobStatus status) =>
        Assert.That(JobIn(status).StatusAt(Now.AddYears(1)), Is.EqualTo(status));

    [Test]
    public void A_stopped_job_whose_time_is_up_cannot_be_requeued()
    {
        var job = JobIn(JobStatus.Error);

        Assert.That(job.Requeue(job.ExpiresAt!.Value).Error!.Code, Is.EqualTo("job_expired"));
        Assert.That(job.Requeue(job.ExpiresAt!.Value.AddMicroseconds(-1)).HasValue, Is.True);
        Assert.That((job.StartedAt, job.FinishedAt, job.ErrorMessage), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, (string?)null)));
    }

    [Test]
    public void Ids_count_up_within_a_millisecond_and_when_the_clock_is_set_back()
    {
        var ids = new JobIds();
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next(Now)).ToList();
        made.Add(ids.Next(Now.AddSeconds(-5)));

        Assert.That(made, Is.Ordered.And.Unique);
        Assert.That(made, Has.All.Matches<Guid>(id => id.Version == 7 && id.Variant is >= 8 and <= 11));
        Assert.That(ids.Next(Now.AddHours(-1)), Is.LessThan(made[0]), "a clock that was set back for good is followed");
    }

    private static Job JobIn(JobStatus status, string? defaultAnnotations = null) =>
        Job.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), false, Now, TimeSpan.FromMinutes(5), defaultAnnotations)
            .Restore(status, 7, null, null, null, status == JobStatus.Error ? "blank" : null);

    private static bool Act(Job job, JobAction action) => action switch
    {
        JobAction.Start => job.Start(Now, Now).HasValue,
        JobAction.Complete => job.Complete(new JobResult("{}", null, null), Now, Now).HasValue,
        JobAction.Fail => job.Fail("blank", Now, Now).HasValue,
        JobAction.Cancel => job.Cancel(Now).HasValue,
        JobAction.Expire or JobAction.FallBack => job.Expire(job.ExpiresAt!.Value).HasValue,
        JobAction.Requeue => job.Requeue(Now).HasValue,
    };

    private static Dictionary<(JobStatus, JobAction), JobStatus> ReadTable()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Hitl.sln"))) folder = folder.Parent;
        var rows = File.ReadLines(Path.Combine(folder!.FullName, "services/Jobs/README.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList())
            .ToList();
        var head = rows.FindIndex(row => row.Contains("start"));
        return rows.Skip(head + 2).Take(Enum.GetValues<JobStatus>().Length)
            .SelectMany(row => row.Skip(1).Select((to, column) => (From: row[0], Action: rows[head][column + 1], To: to)))
            .Where(cell => cell.To.Length > 0)
            .ToDictionary(cell => (JobStatusText.Read(cell.From), Enum.Parse<JobAction>(cell.Action, ignoreCase: true)), cell => JobStatusText.Read(cell.To));
    }
}
