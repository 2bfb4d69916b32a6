using System.Net;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;

namespace Hitl.Workforce.Tests.Api;

/// <summary>What administrators see of how people work. The clock goes on, so each test has a service of its own.</summary>
internal sealed class SeeingPerformance
{
    private static readonly ProjectSettings Reviewed = new() { CompletionRule = CompletionRule.Review };

    private WorkforceApp _app = null!;

    [SetUp]
    public async Task StartAsync() => _app = await WorkforceApp.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task The_seconds_of_submissions_are_those_between_signs_of_life()
    {
        var (project, annotator) = await _app.GivenProjectWithAnnotatorAsync();
        for (var seconds = 10; seconds <= 100; seconds += 10) await SubmitAfterAsync(project, annotator, seconds);

        var performance = await OfAsync(annotator);

        Assert.That((long)performance["measured"]!, Is.EqualTo(10));
        Assert.That((double)performance["median_active_seconds"]!, Is.EqualTo(55));
        Assert.That((double)performance["p90_active_seconds"]!, Is.EqualTo(91).Within(0.01));
    }

    [Test]
    public async Task Time_without_a_sign_is_left_out_and_time_with_signs_is_added_up()
    {
        var (project, annotator) = await _app.GivenProjectWithAnnotatorAsync();
        await _app.GivenJobAsync(project);
        var assignment = (await _app.ClaimAsync(annotator))!;
        await SignAfterAsync(annotator, assignment, TimeSpan.FromSeconds(45));
        await SignAfterAsync(annotator, assignment, TimeSpan.FromMinutes(10));
        await SignAfterAsync(annotator, assignment, TimeSpan.FromSeconds(45));
        _app.Clock.Advance(TimeSpan.FromSeconds(15));
        using var submitted = await _app.SubmitAsync(annotator, assignment);

        Assert.That((double)(await OfAsync(annotator))["median_active_seconds"]!, Is.EqualTo(105));
    }

    [Test]
    public async Task The_time_between_giving_a_job_back_and_claiming_it_again_is_no_work()
    {
        var (project, annotator) = await _app.GivenProjectWithAnnotatorAsync();
        await _app.GivenJobAsync(project);
        using var released = await _app.ActAsync(annotator, (await _app.ClaimAsync(annotator))!, "release");
        _app.Clock.Advance(TimeSpan.FromSeconds(60));
        var assignment = (await _app.ClaimAsync(annotator))!;
        _app.Clock.Advance(TimeSpan.FromSeconds(20));
        using var submitted = await _app.SubmitAsync(annotator, assignment);

        Assert.That((double)(await OfAsync(annotator))["median_active_seconds"]!, Is.EqualTo(20));
    }

    [Test]
    public async Task A_job_that_is_had_ready_is_no_work_until_somebody_comes_to_it()
    {
        var (project, annotator) = await _app.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 12; i++) await _app.GivenJobAsync(project);
        var current = (await _app.ClaimAsync(annotator))!;
        var ahead = (await _app.ClaimAsync(annotator, aheadOf: current))!;
        _app.Clock.Advance(TimeSpan.FromSeconds(45));
        await _app.ClaimAsync(annotator, aheadOf: current);
        _app.Clock.Advance(TimeSpan.FromSeconds(45));
        await SignAfterAsync(annotator, ahead, TimeSpan.Zero);
        _app.Clock.Advance(TimeSpan.FromSeconds(20));
        using var submitted = await _app.SubmitAsync(annotator, ahead);

        Assert.That((double)(await OfAsync(annotator))["median_active_seconds"]!, Is.EqualTo(20));
    }

    [Test]
    public async Task Reviews_that_have_ended_count_and_those_accepted_as_they_were()
    {
        var project = await _app.GivenProjectAsync(Reviewed);
        var annotator = await _app.GivenAnnotatorAsync(project);
        var reviewer = await _app.GivenReviewerAsync(project);
        for (var i = 0; i < 4; i++) await SubmitAfterAsync(project, annotator, 10);

        await ReviewAsync(reviewer, "accept", review => new { version = VersionOf(review) });
        await ReviewAsync(reviewer, "accept", review => new { version = VersionOf(review) });
        await ReviewAsync(reviewer, "return", review => new { version = VersionOf(review), comment = "look again" });

        var performance = await OfAsync(annotator);
        Assert.That(((long)performance["reviewed"]!, (long)performance["accepted"]!), Is.EqualTo((3L, 2L)));
    }

    [Test]
    public async Task Whoever_has_done_nothing_has_no_seconds()
    {
        var performance = await OfAsync(await _app.GivenAnnotatorAsync());

        Assert.That((long)performance["measured"]!, Is.Zero);
        Assert.That((performance["median_active_seconds"], performance["p90_active_seconds"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null)));
    }

    [TestCase("")]
    [TestCase("?ids=")]
    [TestCase("?ids=x")]
    public async Task People_must_be_named(string query)
    {
        using var answer = await _app.AsAdmin().GetAsync(new Uri($"/v1/admin/annotators/performance{query}", UriKind.Relative));

        Assert.That((await WorkforceApp.ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid_request"))["errors"]!.AsObject().Single().Key, Is.EqualTo("ids"));
    }

    [Test]
    public async Task Only_administrators_see_it()
    {
        var annotator = await _app.GivenAnnotatorAsync();
        using var answer = await _app.As(annotator).GetAsync(new Uri($"/v1/admin/annotators/performance?ids={annotator}", UriKind.Relative));

        await WorkforceApp.ProblemAsync(answer, HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task SubmitAfterAsync(Guid project, Guid annotator, int seconds)
    {
        await _app.GivenJobAsync(project);
        var assignment = (await _app.ClaimAsync(annotator))!;
        _app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        using var submitted = await _app.SubmitAsync(annotator, assignment);
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task SignAfterAsync(Guid annotator, JsonNode assignment, TimeSpan time)
    {
        _app.Clock.Advance(time);
        using var beat = await _app.ActAsync(annotator, assignment, "heartbeat");
        Assert.That(beat.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task ReviewAsync(Guid reviewer, string act, Func<JsonNode, object> body)
    {
        var review = (await _app.ClaimReviewAsync(reviewer))!;
        await _app.ReviewAsync(reviewer, review, act, body(review));
    }

    private static int VersionOf(JsonNode review) => review["version"]!.GetValue<int>();

    private async Task<JsonNode> OfAsync(Guid annotator)
    {
        using var answer = await _app.AsAdmin().GetAsync(new Uri($"/v1/admin/annotators/performance?ids={annotator}", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return (await WorkforceApp.JsonAsync(answer)).AsArray().Single()!;
    }
}
