using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Hitl.Contracts.Workforce;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class WorkingOnAnAssignment : WorkforceFixture
{
    [Test]
    public async Task A_draft_gets_the_next_version_and_is_shown_again()
    {
        var (annotator, held) = await GivenHeldAsync();

        using var saved = await App.DraftAsync(annotator, held, 1, new { label = "c" });

        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await JsonAsync(saved))["version"]!.GetValue<int>(), Is.EqualTo(2));
        var shown = await App.GetAsync(annotator, held);
        Assert.That(shown["version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(shown["draft"]!.ToJsonString(), Is.EqualTo("""{"label":"c"}"""));
    }

    [Test]
    public async Task A_stale_tab_gets_the_newer_draft_and_overwrites_nothing()
    {
        var (annotator, held) = await GivenHeldAsync();
        using var saved = await App.DraftAsync(annotator, held, 1, new { label = "newer" });

        using var draft = await App.DraftAsync(annotator, held, 1, new { label = "stale" });
        using var submit = await App.SubmitAsync(annotator, held, new { label = "stale" });

        foreach (var response in new[] { draft, submit })
        {
            var problem = await ProblemAsync(response, HttpStatusCode.Conflict, "version_conflict");
            Assert.That(problem["version"]!.GetValue<int>(), Is.EqualTo(2));
            Assert.That(problem["draft"]!.ToJsonString(), Is.EqualTo("""{"label":"newer"}"""));
        }

        Assert.That((await App.GetAsync(annotator, held))["draft"]!.ToJsonString(), Is.EqualTo("""{"label":"newer"}"""));
    }

    [Test]
    public async Task Of_many_tabs_that_save_the_same_version_exactly_one_wins()
    {
        var (annotator, held) = await GivenHeldAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(tab => App.DraftAsync(annotator, held, 1, new { tab })));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(11));
    }

    [Test]
    public async Task Annotations_come_back_digit_for_digit_and_in_their_order()
    {
        await using var tap = await App.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync();
        const string annotations = """{"z":1.10,"a":12345678901234567890.12345678901234567890,"e":1e400,"한":"글 \" \\ 🐈"}""";
        using var body = new StringContent($$"""{"version": 1, "annotations": {{annotations}}}""", Encoding.UTF8, "application/json");

        using var response = await App.As(annotator).PostAsync(
            new Uri($"/v1/work/assignments/{IdOf(held)}/submit", UriKind.Relative), body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        var kept = await App.Host.Database.ScalarAsync<string>(
            "SELECT annotations::text FROM submission WHERE assignment_id = @Id", new { Id = IdOf(held) });
        Assert.That(kept, Is.EqualTo(annotations));
        var completed = (await App.PublishedAsync(tap, JobIdOf(held), 1)).Single();
        Assert.That(completed["annotations"]!["a"]!.ToJsonString(), Is.EqualTo("12345678901234567890.12345678901234567890"));
        Assert.That(completed["annotations"]!["e"]!.ToJsonString(), Is.EqualTo("1e400"));
    }

    [Test]
    public async Task A_submission_completes_the_job_with_its_times()
    {
        await using var tap = await App.Host.TapAsync<WorkCompleted>();
        var startedAt = App.Now;
        var (annotator, held) = await GivenHeldAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(7));

        using var response = await App.SubmitAsync(annotator, held);

        Assert.That((await JsonAsync(response))["status"]!.GetValue<string>(), Is.EqualTo("submitted"));
        var completed = (await App.PublishedAsync(tap, JobIdOf(held), 1)).Single();
        Assert.That(completed["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"cat"}"""));
        Assert.That(completed["started_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(startedAt));
        Assert.That(completed["finished_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now));
    }

    [Test]
    public async Task Submitting_the_same_again_is_fine_and_completes_the_job_once()
    {
        await using var tap = await App.Host.TapAsync<WorkCompleted>();
        var (annotator, held) = await GivenHeldAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => App.SubmitAsync(annotator, held)));
        using var other = await App.SubmitAsync(annotator, held, new { label = "dog" });
        var (marker, last) = await GivenHeldAsync();
        using var submitted = await App.SubmitAsync(marker, last);

        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        await ProblemAsync(other, HttpStatusCode.Conflict, "already_submitted");
        await App.PublishedAsync(tap, JobIdOf(last), 1);
        await App.PublishedAsync(tap, JobIdOf(held), 1);
        Assert.That(await SubmissionsAsync(held), Is.EqualTo(1));
    }

    [Test]
    public async Task A_job_cannot_be_finished_from_the_instant_at_which_it_expires()
    {
        var (annotator, held) = await GivenHeldAsync(TimeSpan.FromMinutes(10));
        App.Clock.Advance(TimeSpan.FromMinutes(10));

        await ProblemAsync(await App.SubmitAsync(annotator, held), HttpStatusCode.Conflict, "job_ended");
        await ProblemAsync(await App.DraftAsync(annotator, held, 1, new { }), HttpStatusCode.Conflict, "job_ended");
        await ProblemAsync(await App.ActAsync(annotator, held, "heartbeat"), HttpStatusCode.Conflict, "job_ended");
    }

    [Test]
    public async Task A_job_can_be_finished_until_just_before_it_expires()
    {
        var (annotator, held) = await GivenHeldAsync(TimeSpan.FromMinutes(10));
        App.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));

        Assert.That((await App.SubmitAsync(annotator, held)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_submitted_too_late_is_refused_and_kept()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;
        await App.HearAsync(App.CanceledOf(job));

        using var first = await App.SubmitAsync(annotator, held);
        using var again = await App.SubmitAsync(annotator, held);

        await ProblemAsync(first, HttpStatusCode.Conflict, "job_ended");
        await ProblemAsync(again, HttpStatusCode.Conflict, "job_ended");
        Assert.That(await SubmissionsAsync(held), Is.EqualTo(1));
        var entry = (await App.GetAsync(annotator, "/v1/work/history"))["items"]![0]!;
        Assert.That(entry["status"]!.GetValue<string>(), Is.EqualTo("ended"));
        Assert.That(entry["came_too_late"]!.GetValue<bool>(), Is.True);
        Assert.That((await App.GetAsync(annotator, "/v1/work/projects"))[0]!["mine_done"]!.GetValue<long>(), Is.Zero);
    }

    [Test]
    public async Task A_heartbeat_extends_the_lease_so_that_nobody_else_gets_the_place()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        App.Clock.Advance(TimeSpan.FromMinutes(20));
        using var beat = await App.ActAsync(annotator, held, "heartbeat");
        App.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.That((await JsonAsync(beat))["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(10)));
        Assert.That(await App.ClaimAsync(other), Is.Null);
    }

    [Test]
    public async Task A_skipped_job_goes_to_others_and_never_back_to_the_same_person()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        using var skipped = await App.ActAsync(annotator, held, "skip", new { reason = "blurred" });
        using var again = await App.ActAsync(annotator, held, "skip", new { reason = "blurred" });

        Assert.That(skipped.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await App.ClaimAsync(annotator), Is.Null);
        await App.HearAsync(App.RequeuedOf(job));
        Assert.That(await App.ClaimAsync(annotator), Is.Null, "not in a new round either");
        Assert.That(JobIdOf((await App.ClaimAsync(other))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task A_released_job_can_be_claimed_again_with_its_draft()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;
        using var draft = await App.DraftAsync(annotator, held, 1, new { label = "c" });

        using var released = await App.ActAsync(annotator, held, "release");
        using var late = await App.DraftAsync(annotator, held, 2, new { label = "ca" });
        var again = (await App.ClaimAsync(annotator))!;

        Assert.That(released.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ProblemAsync(late, HttpStatusCode.Conflict, "lease_lost");
        Assert.That(IdOf(again), Is.EqualTo(IdOf(held)));
        Assert.That(again["draft"]!.ToJsonString(), Is.EqualTo("""{"label":"c"}"""));
    }

    [Test]
    public async Task A_problem_takes_the_job_out_of_the_queue_and_tells_Jobs_once()
    {
        await using var tap = await App.Host.TapAsync<WorkProblemReported>();
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;
        App.Clock.Advance(TimeSpan.FromMinutes(1));

        using var reported = await App.ActAsync(annotator, held, "problem", new { message = "The image is empty." });
        using var again = await App.ActAsync(annotator, held, "problem", new { message = "The image is empty." });

        Assert.That(reported.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await App.ClaimAsync(other), Is.Null);
        var problem = (await App.PublishedAsync(tap, job.JobId, 1)).Single();
        Assert.That(problem["message"]!.GetValue<string>(), Is.EqualTo("The image is empty."));
        Assert.That(problem["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(annotator));
        Assert.That(problem["started_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(-1)));
        Assert.That(problem["reported_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now));
    }

    [Test]
    public async Task Files_of_a_job_that_was_skipped_are_no_longer_shown()
    {
        var (annotator, held) = await GivenHeldAsync();
        using var skipped = await App.ActAsync(annotator, held, "skip", new { reason = "blurred" });

        var shown = await App.GetAsync(annotator, held);

        Assert.That(shown["files"]!.AsArray(), Is.Empty);
        Assert.That(shown["instructions_file"], Is.Null);
    }

    [TestCase("GET", "")]
    [TestCase("PUT", "/draft")]
    [TestCase("POST", "/heartbeat")]
    [TestCase("POST", "/submit")]
    [TestCase("POST", "/undo")]
    [TestCase("POST", "/correct")]
    [TestCase("POST", "/skip")]
    [TestCase("POST", "/release")]
    [TestCase("POST", "/problem")]
    public async Task Another_annotators_assignment_is_as_unknown_as_one_that_does_not_exist(string method, string act)
    {
        var (annotator, held) = await GivenHeldAsync();
        var stranger = await App.GivenAnnotatorAsync();
        var body = new { version = 1, annotations = new { }, reason = "r", message = "m" };

        var foreign = await SendAsync(IdOf(held).ToString());
        var unknown = await SendAsync(Guid.CreateVersion7().ToString());
        var malformed = await SendAsync("nonsense");

        Assert.That(foreign["code"]!.GetValue<string>(), Is.EqualTo("assignment_not_found"));
        Assert.That(foreign.ToJsonString(), Is.EqualTo(unknown.ToJsonString()).And.EqualTo(malformed.ToJsonString()));
        Assert.That((await App.GetAsync(annotator, held))["status"]!.GetValue<string>(), Is.EqualTo("held"));

        async Task<JsonNode> SendAsync(string id)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/work/assignments/{id}{act}");
            if (method != "GET") request.Content = JsonContent.Create(body);
            using var response = await App.As(stranger).SendAsync(request);
            var problem = await ProblemAsync(response, HttpStatusCode.NotFound, "assignment_not_found");
            problem.AsObject().Remove("request_id");
            return problem;
        }
    }

    private async Task<(Guid Annotator, JsonNode Held)> GivenHeldAsync(TimeSpan? expiresIn = null)
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project, expiresIn);
        return (annotator, (await App.ClaimAsync(annotator))!);
    }

    private Task<long> SubmissionsAsync(JsonNode assignment) => App.Host.Database.ScalarAsync<long>(
        "SELECT count(*) FROM submission WHERE assignment_id = @Id", new { Id = IdOf(assignment) });
}
