using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Forms;
using Hitl.TestKit;
using Hitl.Workforce.Infrastructure.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hitl.Workforce.Tests.Messaging;

/// <summary>Jobs of test keys, which no person sees.</summary>
internal sealed class SimulatingTestJobs
{
    private const string CountDueSql = "SELECT count(*)::integer FROM simulation WHERE due_at <= @Now";

    private static readonly TimeSpan Half = TimeSpan.FromSeconds(0.5);

    private WorkforceApp _app = null!;
    private EventTap<WorkStarted> _started = null!;
    private EventTap<WorkCompleted> _completed = null!;
    private EventTap<WorkProblemReported> _reported = null!;
    private EventTap<WorkAbandoned> _abandoned = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _app = await WorkforceApp.StartAsync();
        _started = await _app.Host.TapAsync<WorkStarted>();
        _completed = await _app.Host.TapAsync<WorkCompleted>();
        _reported = await _app.Host.TapAsync<WorkProblemReported>();
        _abandoned = await _app.Host.TapAsync<WorkAbandoned>();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _started.DisposeAsync();
        await _completed.DisposeAsync();
        await _reported.DisposeAsync();
        await _abandoned.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_test_job_is_started_and_done_within_a_second_and_offered_to_nobody()
    {
        var (project, annotator) = await _app.GivenProjectWithAnnotatorAsync();
        var job = await GivenAsync(project);
        Assert.That(await _app.ClaimAsync(annotator), Is.Null);

        await PassAsync(Half);
        var startedAt = _app.Now;
        Assert.That((await OneAsync(_started, job))["started_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(startedAt));
        await PassAsync(Half);

        var done = await OneAsync(_completed, job);
        Assert.That(done["started_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(startedAt));
        Assert.That(done["finished_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(_app.Now));
        Assert.That(done["annotations"]!["label"], Is.Not.Null);
        Assert.That(done["origins"]!["label"]!["origin"]!.GetValue<string>(), Is.EqualTo("simulator"));
        Assert.That(done["completed_by"], Is.Null);
    }

    [Test]
    public async Task The_answer_has_the_forms_shape_and_is_the_same_again()
    {
        const string fields = """
            {"fields":[{"type":"choice","name":"kind","required":true,"choices":["cat","dog"]},{"type":"boxes","name":"boxes","required":true,"labels":["cat"]}]}
            """;
        using var json = JsonDocument.Parse(fields);
        var project = await _app.GivenProjectAsync();
        var job = await GivenAsync(project, form: json.RootElement.Clone());
        await PassAsync(Half, Half);

        var annotations = (await OneAsync(_completed, job))["annotations"]!.ToJsonString();

        using var answer = JsonDocument.Parse(annotations);
        Assert.That(Form.Read(json.RootElement.Clone()).Form!.Judge(answer.RootElement.Clone(), Material.None), Is.Empty);
        await _app.HearAsync(new JobRequeued
        {
            JobId = job.JobId,
            ProjectId = project,
            AccountId = job.AccountId,
            Version = 5,
            IsTest = true,
            Status = JobStatus.New,
            CreatedAt = job.CreatedAt,
            OccurredAt = _app.Now,
        });
        await PassAsync(Half, Half);
        var again = await _app.PublishedAsync(_completed, job.JobId, 2);
        Assert.That(again.Select(done => done["annotations"]!.ToJsonString()), Is.All.EqualTo(annotations));
    }

    [Test]
    public async Task The_template_of_the_start_is_answered_though_it_changes_meanwhile()
    {
        var project = await _app.GivenProjectAsync();
        await _app.GivenTemplateAsync(project, 3, """[{"type":"boolean","name":"before","required":true}]""");
        var job = await GivenAsync(project);

        await PassAsync(Half);
        await _app.GivenTemplateAsync(project, 4, """[{"type":"boolean","name":"after","required":true}]""");
        await PassAsync(Half);

        var annotations = (await OneAsync(_completed, job))["annotations"]!.AsObject();
        Assert.That(annotations.Select(member => member.Key), Is.EqualTo(new[] { "before" }));
    }

    [Test]
    public async Task An_error_is_reported_in_our_words()
    {
        var job = await GivenAsync(await _app.GivenProjectAsync(), "error");

        await PassAsync(Half, Half);

        await OneAsync(_started, job);
        Assert.That((await OneAsync(_reported, job))["message"]!.GetValue<string>(), Does.Contain("simulator"));
    }

    [TestCase("expire", "expired")]
    [TestCase("cancel", "canceled")]
    public async Task A_job_can_end_without_an_answer(string word, string outcome)
    {
        var job = await GivenAsync(await _app.GivenProjectAsync(), word);

        await PassAsync(Half);

        Assert.That((await OneAsync(_abandoned, job))["outcome"]!.GetValue<string>(), Is.EqualTo(outcome));
    }

    [Test]
    public async Task A_slow_job_is_in_progress_for_as_long_as_it_says()
    {
        var job = await GivenAsync(await _app.GivenProjectAsync(), "slow:30s");
        await PassAsync(Half);
        await OneAsync(_started, job);

        await PassAsync(TimeSpan.FromSeconds(29));
        Assert.That(CountOf(_completed, job), Is.Zero);
        await PassAsync(TimeSpan.FromSeconds(1));

        await OneAsync(_completed, job);
    }

    [Test]
    public async Task Disagreement_shows_in_the_origins_and_agreement_too()
    {
        var project = await _app.GivenProjectAsync(new ProjectSettings { Submissions = 3, CompletionRule = CompletionRule.Agreement });
        var (unlike, alike) = (await GivenAsync(project, "disagree"), await GivenAsync(project));

        await PassAsync(Half, Half);

        var origins = (await OneAsync(_completed, unlike))["origins"]!["label"]!;
        Assert.That(origins["of"]!.GetValue<int>(), Is.EqualTo(5), "more are asked, as people would be");
        Assert.That(origins["agreement"]!.GetValue<double>(), Is.LessThan(1));
        Assert.That((await OneAsync(_completed, alike))["origins"]!["label"]!["agreement"]!.GetValue<double>(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_word_ends_the_job_with_the_words_that_there_are()
    {
        var job = await GivenAsync(await _app.GivenProjectAsync(), "explode");

        await PassAsync(Half);

        Assert.That((await OneAsync(_reported, job))["message"]!.GetValue<string>(), Does.Contain("\"explode\"").And.Contain("slow:30s").And.Contain("disagree"));
    }

    [Test]
    public async Task A_job_that_is_canceled_or_expires_meanwhile_is_left_alone()
    {
        var project = await _app.GivenProjectAsync();
        var canceled = await GivenAsync(project);
        var early = _app.JobOf(project) with { IsTest = true };
        await _app.HearAsync(_app.CanceledOf(early));
        await _app.HearAsync(early);
        var expiring = _app.JobOf(project) with { IsTest = true, ExpiresAt = _app.Now + TimeSpan.FromSeconds(0.7) };
        await _app.HearAsync(expiring);
        var marker = await GivenAsync(project);

        await PassAsync(Half);
        await _app.HearAsync(_app.CanceledOf(canceled));
        await PassAsync(Half);

        await OneAsync(_completed, marker);
        Assert.That(CountOf(_completed, canceled), Is.Zero);
        Assert.That(CountOf(_started, early) + CountOf(_completed, early), Is.Zero);
        Assert.That(CountOf(_completed, expiring), Is.Zero);
    }

    [Test]
    public async Task A_job_that_was_heard_of_before_its_project_waits_for_it()
    {
        var project = Guid.CreateVersion7();
        var job = await GivenAsync(project);
        await PassAsync(Half, Half);
        Assert.That(CountOf(_started, job), Is.Zero);

        await _app.HearAsync(_app.ProjectOf(project, version: 2));
        await PassAsync(Half, Half);

        await OneAsync(_completed, job);
    }

    [Test]
    public async Task Two_replicas_share_many_jobs_and_each_is_done_once()
    {
        var project = await _app.GivenProjectAsync();
        var jobs = Enumerable.Range(0, 250).Select(_ => _app.JobOf(project) with { IsTest = true }).ToList();
        await _app.HearAsync<JobCreated>(jobs);
        await using var other = await _app.RestartedAsync();
        await using var theirs = await other.Host.TapAsync<WorkCompleted>();

        for (var half = 0; half < 2; half++)
        {
            _app.Clock.Advance(Half);
            await Task.WhenAll(SimulateAsync(_app), SimulateAsync(other));
        }

        var ids = jobs.Select(job => job.JobId).ToHashSet();
        await Eventually.AssertAsync(
            () => Task.FromResult(_completed.Events.Concat(theirs.Events).Count(done => ids.Contains(done.JobId)) >= jobs.Count), "all are done");
        var done = _completed.Events.Concat(theirs.Events).Select(completed => completed.JobId).Where(ids.Contains).ToList();
        Assert.That(done.Distinct().Count(), Is.EqualTo(jobs.Count));
        Assert.That(done, Has.Count.EqualTo(jobs.Count));
    }

    private async Task<JobCreated> GivenAsync(Guid project, string? script = null, JsonElement? form = null)
    {
        var job = _app.JobOf(project) with { IsTest = true, Simulate = script, Form = form };
        await _app.HearAsync(job);
        return job;
    }

    /// <summary>Lets time pass, and the simulator make what is due after each piece of it.</summary>
    private async Task PassAsync(params IReadOnlyList<TimeSpan> pieces)
    {
        foreach (var piece in pieces)
        {
            _app.Clock.Advance(piece);
            await SimulateAsync(_app);
        }
    }

    /// <summary>The simulator's own loop may hold some of what is due: that is waited for.</summary>
    private Task SimulateAsync(WorkforceApp app) => Eventually.AssertAsync(
        async () =>
        {
            await SimulatorOf(app).RunOnceAsync(CancellationToken.None);
            return await _app.Host.Database.ScalarAsync<int>(CountDueSql, new { Now = _app.Now.UtcDateTime }) == 0;
        },
        "all that is due is done");

    private async Task<JsonNode> OneAsync<T>(EventTap<T> tap, JobEvent job)
        where T : class => (await _app.PublishedAsync(tap, job.JobId, 1))[0];

    private static int CountOf(EventTap<WorkStarted> tap, JobEvent job) => tap.Events.Count(heard => heard.JobId == job.JobId);

    private static int CountOf(EventTap<WorkCompleted> tap, JobEvent job) => tap.Events.Count(heard => heard.JobId == job.JobId);

    private static Simulator SimulatorOf(WorkforceApp app) => app.Host.Services.GetServices<IHostedService>().OfType<Simulator>().Single();
}
