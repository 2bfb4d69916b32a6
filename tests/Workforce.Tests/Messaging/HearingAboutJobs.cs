using System.Net;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.TestKit;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Messaging;

internal sealed class HearingAboutJobs : WorkforceFixture
{
    [Test]
    public async Task Events_from_the_broker_fill_the_queue()
    {
        var change = App.ProjectOf(Guid.CreateVersion7(), version: 1);
        var job = App.JobOf(change.Project.ProjectId);
        var annotator = await App.GivenAnnotatorAsync(change.Project.ProjectId);

        await App.Host.PublishAsync(change);
        await App.Host.PublishAsync(job);

        var claimed = await Eventually.GetAsync(() => App.ClaimAsync(annotator), assignment => assignment is not null, "a job to claim");
        Assert.That(JobIdOf(claimed!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task Every_way_to_end_a_job_takes_it_out_of_the_queue()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        foreach (var status in new[] { JobStatus.Canceled, JobStatus.Expired, JobStatus.Error, JobStatus.Done })
        {
            var job = await App.GivenJobAsync(project);
            await App.Host.PublishAsync(EndOf(job, status));

            await Eventually.AssertAsync(
                async () => await App.Host.Database.ScalarAsync<string>("SELECT state FROM job WHERE id = @JobId", new { job.JobId }) == "ended",
                $"the job has ended: {status}");
            Assert.That(await App.ClaimAsync(annotator), Is.Null);
        }
    }

    [Test]
    public async Task A_message_that_comes_twice_is_heard_once()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = App.JobOf(project);
        var (created, requeued) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        foreach (var _ in Enumerable.Range(0, 3)) await App.Host.PublishAsync(job, created);
        foreach (var _ in Enumerable.Range(0, 3)) await App.Host.PublishAsync(App.RequeuedOf(job, version: 2), requeued);

        await Eventually.AssertAsync(
            async () => await App.Host.Database.ScalarAsync<int>("SELECT round FROM job WHERE id = @JobId AND files IS NOT NULL", new { job.JobId }) >= 1,
            "the job is known");
        await Eventually.AssertAsync(async () => await App.ClaimAsync(annotator) is not null, "the job can be claimed");
        Assert.That(await App.Host.Database.ScalarAsync<long>("SELECT count(*) FROM place WHERE job_id = @JobId", new { job.JobId }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_job_that_is_canceled_before_it_is_created_is_never_offered()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = App.JobOf(project);

        await App.HearAsync(App.CanceledOf(job));
        await App.HearAsync(job);

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
    }

    [Test]
    public async Task A_job_that_is_requeued_before_it_is_created_is_offered_once_it_is()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = App.JobOf(project) with { ExpiresAt = App.Now.AddMinutes(1) };

        await App.HearAsync(App.RequeuedOf(job, version: 3) with { ExpiresAt = App.Now.AddHours(1) });
        Assert.That(await App.ClaimAsync(annotator), Is.Null, "its files are not known yet");
        await App.HearAsync(App.CanceledOf(job, version: 2));
        await App.HearAsync(job);
        App.Clock.Advance(TimeSpan.FromMinutes(30));

        var claimed = (await App.ClaimAsync(annotator))!;
        Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
        Assert.That(claimed["files"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_older_event_changes_nothing()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project);

        await App.HearAsync(App.RequeuedOf(job, version: 5));
        await App.HearAsync(App.CanceledOf(job, version: 4));
        Assert.That(await App.ClaimAsync(annotator), Is.Not.Null);

        await App.HearAsync(App.CanceledOf(job, version: 6));
        await App.HearAsync(App.RequeuedOf(job, version: 5));
        Assert.That(await App.ClaimAsync(annotator), Is.Null);
    }

    [Test]
    public async Task Events_of_one_batch_are_told_apart_by_their_version()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project);

        await App.HearAsync(App.RequeuedOf(job, version: 7), App.RequeuedOf(job, version: 3) with { ExpiresAt = App.Now });

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
        Assert.That(await App.Host.Database.ScalarAsync<long>("SELECT version FROM job WHERE id = @JobId", new { job.JobId }), Is.EqualTo(7));
    }

    [Test]
    public async Task A_requeued_job_is_answered_anew_even_by_the_same_person()
    {
        await using var started = await App.Host.TapAsync<WorkStarted>();
        await using var completed = await App.Host.TapAsync<WorkCompleted>();
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project);
        using var first = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!, new { round = 1 });
        Assert.That(await App.ClaimAsync(annotator), Is.Null);

        await App.HearAsync(App.RequeuedOf(job));
        var again = (await App.ClaimAsync(annotator))!;
        using var second = await App.SubmitAsync(annotator, again, new { round = 2 });

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await App.PublishedAsync(started, job.JobId, 2);
        var results = await App.PublishedAsync(completed, job.JobId, 2);
        Assert.That(results.Select(result => result["annotations"]!["round"]!.GetValue<int>()), Is.EquivalentTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task Who_holds_a_job_that_is_requeued_has_lost_it()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        await App.HearAsync(App.RequeuedOf(job));

        await ProblemAsync(await App.SubmitAsync(annotator, held), HttpStatusCode.Conflict, "job_ended");
        Assert.That(IdOf((await App.ClaimAsync(annotator))!), Is.Not.EqualTo(IdOf(held)));
    }

    [Test]
    public async Task A_job_that_comes_before_its_project_waits_for_it_and_gets_all_its_places()
    {
        var project = Guid.CreateVersion7();
        var annotators = new[] { await App.GivenAnnotatorAsync(project), await App.GivenAnnotatorAsync(project) };
        var job = await App.GivenJobAsync(project);
        Assert.That(await App.ClaimAsync(annotators[0]), Is.Null);

        await App.HearAsync(App.ProjectOf(project, version: 1, new ProjectSettings { Submissions = 2 }));

        foreach (var annotator in annotators) Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task An_older_version_of_a_project_is_ignored()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.HearAsync(App.ProjectOf(project, version: 4, new ProjectSettings { LeaseMinutes = 4 }));
        await App.HearAsync(App.ProjectOf(project, version: 3, new ProjectSettings { LeaseMinutes = 3 }));
        await App.GivenJobAsync(project);

        var claimed = (await App.ClaimAsync(annotator))!;

        Assert.That(claimed["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(4)));
    }

    [Test]
    public async Task Every_order_of_a_jobs_events_ends_in_the_same_state()
    {
        var (project, _) = await App.GivenProjectWithAnnotatorAsync();
        foreach (var order in Orders(4))
        {
            var annotator = await App.GivenAnnotatorAsync(project);
            var job = App.JobOf(project);
            var history = new Func<Task>[]
            {
                () => App.HearAsync(job),
                () => App.HearAsync(App.CanceledOf(job, version: 2)),
                () => App.HearAsync(App.RequeuedOf(job, version: 3)),
                () => App.HearAsync(App.CanceledOf(job, version: 4)),
            };

            foreach (var step in order) await history[step]();

            Assert.That(await App.ClaimAsync(annotator), Is.Null, $"order {string.Join(' ', order)}");
            Assert.That(
                await App.Host.Database.ScalarAsync<string>("SELECT state || version FROM job WHERE id = @JobId AND files IS NOT NULL", new { job.JobId }),
                Is.EqualTo("ended4"));
        }
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => order[..at].Append(count - 1).Concat(order[at..]).ToArray()));

    private JobEvent EndOf(JobCreated job, JobStatus status)
    {
        var canceled = App.CanceledOf(job);
        return status switch
        {
            JobStatus.Canceled => canceled,
            JobStatus.Expired => new JobExpired
            {
                JobId = job.JobId,
                ProjectId = job.ProjectId,
                AccountId = job.AccountId,
                Version = 2,
                IsTest = false,
                Status = status,
                CreatedAt = job.CreatedAt,
                OccurredAt = App.Now,
            },
            JobStatus.Error => new JobFailed
            {
                JobId = job.JobId,
                ProjectId = job.ProjectId,
                AccountId = job.AccountId,
                Version = 2,
                IsTest = false,
                Status = status,
                CreatedAt = job.CreatedAt,
                OccurredAt = App.Now,
                Message = "broken",
            },
            _ => new JobCompleted
            {
                JobId = job.JobId,
                ProjectId = job.ProjectId,
                AccountId = job.AccountId,
                Version = 2,
                IsTest = false,
                Status = status,
                CreatedAt = job.CreatedAt,
                OccurredAt = App.Now,
            },
        };
    }
}
