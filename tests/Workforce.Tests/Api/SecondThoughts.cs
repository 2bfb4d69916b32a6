using System.Net;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.TestKit;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Taking back, correcting, asking a second person. The clock is moved, so each test has a service of its own.</summary>
internal sealed class SecondThoughts
{
    private static readonly ProjectSettings Undoable = new() { UndoSeconds = 30 };

    [Test]
    public async Task A_result_waits_as_long_as_its_submission_can_be_taken_back()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync(app, Undoable);

        using var submitted = await app.SubmitAsync(annotator, held);
        app.Clock.Advance(TimeSpan.FromSeconds(29));

        Assert.That((await JsonAsync(submitted))["undo_until"]!.GetValue<DateTimeOffset>(), Is.EqualTo(app.Now.AddSeconds(1)));
        Assert.That(await JobStateAsync(app, held), Is.EqualTo("open"));
        Assert.That((await HistoryAsync(app, annotator))["can_undo_until"]!.GetValue<DateTimeOffset>(), Is.EqualTo(app.Now.AddSeconds(1)));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.PublishedAsync(tap, JobIdOf(held), 1);
        await ProblemAsync(await app.ActAsync(annotator, held, "undo"), HttpStatusCode.Conflict, "job_ended");
        Assert.That((await HistoryAsync(app, annotator))["can_undo_until"], Is.Null);
    }

    [Test]
    public async Task What_is_taken_back_counts_no_more_and_can_be_submitted_again_and_again()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync(app, Undoable);
        for (var i = 0; i < 3; i++)
        {
            using var submitted = await app.SubmitAsync(annotator, held, new { label = i });
            using var undone = await app.ActAsync(annotator, held, "undo");
            using var again = await app.ActAsync(annotator, held, "undo");
            Assert.That((await JsonAsync(undone))["status"]!.GetValue<string>(), Is.EqualTo("held"));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the answer to the first may have been lost");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await JobStateAsync(app, held), Is.EqualTo("open"), "nothing is left that could be settled");
        Assert.That((await app.GetAsync(annotator, "/v1/work/projects"))[0]!["mine_done"]!.GetValue<long>(), Is.Zero);
        using var last = await app.SubmitAsync(annotator, held, new { label = "last" });
        Assert.That(last.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await HistoryAsync(app, annotator))["came_too_late"]!.GetValue<bool>(), Is.False);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var completed = (await app.PublishedAsync(tap, JobIdOf(held), 1)).Single();
        Assert.That(completed["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"last"}"""));
    }

    [Test]
    public async Task Two_instances_settle_a_job_once()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var second = await app.RestartedAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        await using var secondTap = await second.Host.TapAsync<WorkCompleted>();
        var project = await app.GivenProjectAsync(Undoable);
        var annotators = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.GivenAnnotatorAsync(project)));
        foreach (var annotator in annotators)
        {
            await app.GivenJobAsync(project);
            using var submitted = await app.SubmitAsync(annotator, (await app.ClaimAsync(annotator))!);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(31));

        await Eventually.AssertAsync(() => tap.Events.Count + secondTap.Events.Count >= 10, "all are settled");
        Assert.That(tap.Events.Concat(secondTap.Events).Select(completed => completed.JobId), Is.Unique);
    }

    [Test]
    public async Task A_skip_can_be_taken_back_while_nobody_else_has_the_job()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (annotator, held) = await GivenHeldAsync(app, Undoable);
        using var skipped = await app.ActAsync(annotator, held, "skip", new { reason = "oops" });

        using var undone = await app.ActAsync(annotator, held, "undo");

        Assert.That((await JsonAsync(undone))["status"]!.GetValue<string>(), Is.EqualTo("held"));
        Assert.That((await app.SubmitAsync(annotator, held)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_skip_that_is_taken_back_when_somebody_has_the_job_brings_it_back_once_it_is_free()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (annotator, held) = await GivenHeldAsync(app, Undoable);
        using var skipped = await app.ActAsync(annotator, held, "skip", new { reason = "oops" });
        var other = await app.GivenAnnotatorAsync(ProjectIdOf(held));
        var theirs = (await app.ClaimAsync(other))!;

        using var undone = await app.ActAsync(annotator, held, "undo");
        var meanwhile = await app.ClaimAsync(annotator);
        using var released = await app.ActAsync(other, theirs, "release");

        Assert.That((await JsonAsync(undone))["status"]!.GetValue<string>(), Is.EqualTo("released"));
        Assert.That(meanwhile, Is.Null);
        Assert.That(IdOf((await app.ClaimAsync(annotator))!), Is.EqualTo(IdOf(held)));
    }

    [Test]
    public async Task A_submission_is_corrected_until_the_result_leaves()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings { Submissions = 2, AllowsCorrections = true });
        using var submitted = await app.SubmitAsync(annotator, held, new { label = "cta" });
        var correction = new { version = 1, annotations = new { label = "cat" } };
        Assert.That((await HistoryAsync(app, annotator))["can_correct"]!.GetValue<bool>(), Is.True);

        using var corrected = await app.ActAsync(annotator, held, "correct", correction);
        using var again = await app.ActAsync(annotator, held, "correct", correction);
        using var stale = await app.ActAsync(annotator, held, "correct", new { version = 1, annotations = new { label = "dog" } });
        var shown = await app.GetAsync(annotator, held);
        var other = await app.GivenAnnotatorAsync(ProjectIdOf(held));
        using var last = await app.SubmitAsync(other, (await app.ClaimAsync(other))!, new { label = "cat" });

        Assert.That((await JsonAsync(corrected))["version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ProblemAsync(stale, HttpStatusCode.Conflict, "version_conflict");
        Assert.That(shown["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"cat"}"""));
        await app.PublishedAsync(tap, JobIdOf(held), 1);
        Assert.That(await CountedAsync(app, held), Is.EqualTo(2));
        using var late = await app.ActAsync(annotator, held, "correct", new { version = 2, annotations = new { label = "dog" } });
        await ProblemAsync(late, HttpStatusCode.Conflict, "correction_not_possible");
        Assert.That((await HistoryAsync(app, annotator))["can_correct"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task A_project_that_allows_no_corrections_has_none()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings { Submissions = 2 });
        using var submitted = await app.SubmitAsync(annotator, held);

        using var corrected = await app.ActAsync(annotator, held, "correct", new { version = 1, annotations = new { } });

        await ProblemAsync(corrected, HttpStatusCode.Conflict, "correction_not_possible");
    }

    [Test]
    public async Task A_first_problem_asks_somebody_else_and_a_second_one_stops_the_job()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkProblemReported>();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings { AsksSecondOpinion = true });
        var other = await app.GivenAnnotatorAsync(ProjectIdOf(held));

        using var first = await app.ActAsync(annotator, held, "problem", new { message = "It is too dark." });
        var back = await app.ClaimAsync(annotator);
        var theirs = (await app.ClaimAsync(other))!;
        using var second = await app.ActAsync(other, theirs, "problem", new { message = "Indeed." });

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(back, Is.Null, "it does not come back to who could not do it");
        Assert.That(theirs["remark"]!.GetValue<string>(), Is.EqualTo("It is too dark."));
        Assert.That(theirs.ToJsonString(), Does.Not.Contain(annotator.ToString()));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await app.PublishedAsync(tap, JobIdOf(held), 1)).Single()["message"]!.GetValue<string>(), Is.EqualTo("Indeed."));
    }

    [Test]
    public async Task An_answer_after_a_first_problem_counts()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings { AsksSecondOpinion = true });
        var other = await app.GivenAnnotatorAsync(ProjectIdOf(held));
        using var problem = await app.ActAsync(annotator, held, "problem", new { message = "It is too dark." });

        using var submitted = await app.SubmitAsync(other, (await app.ClaimAsync(other))!);

        await app.PublishedAsync(tap, JobIdOf(held), 1);
    }

    [Test]
    public async Task Skipping_can_be_forbidden()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings { AllowsSkipping = false });

        await ProblemAsync(await app.ActAsync(annotator, held, "skip", new { reason = "no" }), HttpStatusCode.Conflict, "skipping_not_allowed");
        Assert.That((await app.SubmitAsync(annotator, held)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_job_that_everybody_skipped_waits_for_new_people()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (annotator, held) = await GivenHeldAsync(app, new ProjectSettings());
        using var skipped = await app.ActAsync(annotator, held, "skip", new { reason = "no" });
        Assert.That(await app.ClaimAsync(annotator), Is.Null);

        var newcomer = await app.GivenAnnotatorAsync(ProjectIdOf(held));

        Assert.That(JobIdOf((await app.ClaimAsync(newcomer))!), Is.EqualTo(JobIdOf(held)));
    }

    private static async Task<(Guid Annotator, JsonNode Held)> GivenHeldAsync(WorkforceApp app, ProjectSettings settings)
    {
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync(settings);
        await app.GivenJobAsync(project);
        return (annotator, (await app.ClaimAsync(annotator))!);
    }

    private static Guid ProjectIdOf(JsonNode assignment) => assignment["project_id"]!.GetValue<Guid>();

    private static async Task<JsonNode> HistoryAsync(WorkforceApp app, Guid annotator) =>
        (await app.GetAsync(annotator, "/v1/work/history"))["items"]![0]!;

    private static Task<string?> JobStateAsync(WorkforceApp app, JsonNode held) =>
        app.Host.Database.ScalarAsync<string>("SELECT state FROM job WHERE id = @Id", new { Id = JobIdOf(held) });

    private static Task<long> CountedAsync(WorkforceApp app, JsonNode held) =>
        app.Host.Database.ScalarAsync<long>("SELECT count(*) FROM submission WHERE counted AND job_id = @Id", new { Id = JobIdOf(held) });
}
