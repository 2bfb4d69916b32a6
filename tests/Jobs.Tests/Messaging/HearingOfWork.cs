using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Workforce;
using Hitl.Jobs.Application;
using Hitl.TestKit;

namespace Hitl.Jobs.Tests.Messaging;

internal sealed class HearingOfWork
{
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    [Test]
    public async Task The_first_claim_starts_a_job_and_later_ones_change_nothing()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobStarted>();
        var job = await client.CreateAsync();
        var first = Now.AddSeconds(-10);

        await app.HandleAsync<WorkStarted, StartJobs>(Started(job, first), Started(job, first.AddSeconds(3)));
        await app.HandleAsync<WorkStarted, StartJobs>(Started(job, first.AddSeconds(5)));

        var read = (await client.GetAsync(job)).Json;
        Assert.That(read.GetProperty("status").GetString(), Is.EqualTo("progress"));
        Assert.That(read.GetProperty("start_date").GetDateTimeOffset(), Is.EqualTo(first.ToInstant()));
        await tap.NextAsync(heard => heard.JobId == job);
        Assert.That(tap.Events.Where(heard => heard.JobId == job).Select(heard => heard.Version), Is.EqualTo(new[] { 2L }));
    }

    [Test]
    public async Task The_same_message_twice_does_nothing_more()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();
        var message = Guid.CreateVersion7();
        var fact = new WorkCompleted { JobId = job, StartedAt = Now, FinishedAt = Now, Annotations = JsonElement.Parse("""{"round":1}""") };

        await app.Host.PublishAsync(fact, message);
        var done = await client.EventuallyIsAsync(job, "done");
        await app.Host.PublishAsync(fact with { Annotations = JsonElement.Parse("""{"round":2}""") }, message);
        var later = await client.CreateInAsync("done");

        Assert.That((await client.GetAsync(job)).Text, Is.EqualTo(done.GetRawText()));
        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM inbox WHERE message_id = @message", new { message }), Is.EqualTo(1));
        Assert.That(later, Is.Not.EqualTo(job));
    }

    [Test]
    public async Task A_result_that_overtakes_the_start_makes_both_moves()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var starts = await app.Host.TapAsync<JobStarted>();
        await using var completions = await app.Host.TapAsync<JobCompleted>();
        var job = await client.CreateAsync();
        var (start, end) = (Now.AddSeconds(-20).ToInstant(), Now.ToInstant());

        await app.PublishCompletedAsync(job, start, end);
        await client.EventuallyIsAsync(job, "done");
        await app.HandleAsync<WorkStarted, StartJobs>(Started(job, start));

        var started = await starts.NextAsync(heard => heard.JobId == job);
        var completed = await completions.NextAsync(heard => heard.JobId == job);
        Assert.That((started.Version, started.Status, started.StartedAt), Is.EqualTo((2L, JobStatus.Progress, (DateTimeOffset?)start)));
        Assert.That((completed.Version, completed.Status), Is.EqualTo((3L, JobStatus.Done)));
        Assert.That((completed.StartedAt, completed.FinishedAt), Is.EqualTo(((DateTimeOffset?)start, (DateTimeOffset?)end)));
        Assert.That(starts.Events.Count(heard => heard.JobId == job), Is.EqualTo(1));
        var read = (await client.GetAsync(job)).Json;
        Assert.That(read.GetProperty("finish_date").GetDateTimeOffset(), Is.EqualTo(end));
    }

    [Test]
    public async Task A_result_goes_to_the_webhook_exactly_as_get_shows_the_job()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobCompleted>();
        var job = await client.CreateAsync("\"webhook_url\":\"https://example.com/hook\",\"webhook_headers\":{\"X-Token\":\"s3cret\"}");
        var silent = await client.CreateAsync();

        await app.CompleteAsync(job, Now, """{"n":1.10,"e":1e400}""");
        await app.CompleteAsync(silent, Now);

        var fact = await tap.NextAsync(heard => heard.JobId == job);
        Assert.That(fact.Webhook!.Url, Is.EqualTo("https://example.com/hook"));
        Assert.That(fact.Webhook.Headers["X-Token"], Is.EqualTo("s3cret"));
        Assert.That(fact.Body!.Value.GetRawText(), Is.EqualTo((await client.GetAsync(job)).Text));
        var quiet = await tap.NextAsync(heard => heard.JobId == silent);
        Assert.That((quiet.Webhook, quiet.Body), Is.EqualTo(((WebhookTarget?)null, (JsonElement?)null)));
    }

    [Test]
    public async Task A_problem_stops_the_job_with_the_annotators_words()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobFailed>();
        var job = await client.CreateAsync();

        await app.PublishProblemAsync(job, Now, Now, "It is upside down.");

        var read = await client.EventuallyIsAsync(job, "error");
        Assert.That(read.GetProperty("error").GetString(), Is.EqualTo("It is upside down."));
        var fact = await tap.NextAsync(heard => heard.JobId == job);
        Assert.That((fact.Message, fact.Version, fact.StartedAt is null), Is.EqualTo(("It is upside down.", 3L, false)));
    }

    [TestCase("done")]
    [TestCase("error")]
    [TestCase("canceled")]
    [TestCase("expired")]
    public async Task What_comes_after_the_end_changes_nothing(string status)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateInAsync(status);
        if (status == "expired") await Eventually.AssertAsync(async () => await VersionAsync(app, job) == 2, "the sweeper has been there");
        var (before, version) = ((await client.GetAsync(job)).Text, await VersionAsync(app, job));

        await app.HandleAsync<WorkStarted, StartJobs>(Started(job, Now));
        await app.CompleteAsync(job, Now, """{"late":true}""");
        await app.HandleAsync<WorkProblemReported, FailJobs>(Problem(job, Now));

        Assert.That((await client.GetAsync(job)).Text, Is.EqualTo(before));
        Assert.That(await VersionAsync(app, job), Is.EqualTo(version));
    }

    [Test]
    public async Task Work_of_a_round_that_was_discarded_does_not_count_and_work_of_the_next_one_does()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var before = Now.AddSeconds(-30);
        var job = await client.CreateInAsync("error");
        using var admin = app.Administrator();
        await admin.PostAsync(new Uri($"/v1/admin/jobs/{job}/requeue", UriKind.Relative), null);

        await app.HandleAsync<WorkStarted, StartJobs>(Started(job, before));
        await app.CompleteAsync(job, before);
        await app.HandleAsync<WorkProblemReported, FailJobs>(Problem(job, before));
        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("new"));

        await app.CompleteAsync(job, Now);
        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("done"));
    }

    [Test]
    public async Task Events_about_jobs_that_do_not_exist_are_harmless()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();
        var annotations = JsonElement.Parse("{}");

        await app.HandleAsync<WorkCompleted, CompleteJobs>(
            new WorkCompleted { JobId = Guid.CreateVersion7(), StartedAt = Now, FinishedAt = Now, Annotations = annotations },
            new WorkCompleted { JobId = job, StartedAt = Now, FinishedAt = Now, Annotations = annotations });

        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("done"));
    }

    [Test]
    public async Task A_batch_of_results_moves_all_of_its_jobs()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new List<Guid>();
        for (var i = 0; i < 50; i++) jobs.Add(await client.CreateAsync());

        await Task.WhenAll(jobs.Select(job => app.PublishCompletedAsync(job, Now, Now)));

        foreach (var job in jobs) await client.EventuallyIsAsync(job, "done");
    }

    private static Task<long> VersionAsync(JobsApp app, Guid job) =>
        app.Database.ScalarAsync<long>("SELECT version FROM job WHERE id = @job", new { job });

    private static WorkStarted Started(Guid job, DateTimeOffset at) => new() { JobId = job, AnnotatorId = Guid.CreateVersion7(), StartedAt = at };

    private static WorkProblemReported Problem(Guid job, DateTimeOffset at) =>
        new() { JobId = job, AnnotatorId = Guid.CreateVersion7(), StartedAt = at, ReportedAt = at, Message = "late" };
}
