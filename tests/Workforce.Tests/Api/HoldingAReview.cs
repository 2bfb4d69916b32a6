using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>What happens to a review between its claim and its decision, and who sees what of it.</summary>
internal sealed class HoldingAReview : WorkforceFixture
{
    private static readonly ProjectSettings Reviewed = new() { CompletionRule = CompletionRule.Review };

    [Test]
    public async Task A_draft_is_kept_and_shown_again_and_a_stale_one_changes_nothing()
    {
        var (project, _) = await GivenReviewsAsync(App, 1);
        var reviewer = await App.GivenReviewerAsync(project);
        var review = (await App.ClaimReviewAsync(reviewer))!;

        using var saved = await DraftAsync(reviewer, review, VersionOf(review), new { label = "dog" });
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var stale = await DraftAsync(reviewer, review, VersionOf(review), new { label = "cow" });

        var conflict = await ProblemAsync(stale, HttpStatusCode.Conflict, "version_conflict");
        Assert.That(conflict["draft"]!["label"]!.GetValue<string>(), Is.EqualTo("dog"));
        var again = (await App.ClaimReviewAsync(reviewer))!;
        Assert.That((IdOf(again), again["draft"]!["label"]!.GetValue<string>()), Is.EqualTo((IdOf(review), "dog")));
        Assert.That(VersionOf(again), Is.EqualTo(VersionOf(review) + 1));
    }

    [Test]
    public async Task A_heartbeat_extends_the_lease_which_else_runs_out()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, _) = await GivenReviewsAsync(app, 1);
        var (reviewer, other) = (await app.GivenReviewerAsync(project), await app.GivenReviewerAsync(project));
        var review = (await app.ClaimReviewAsync(reviewer))!;

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        using var renewed = await app.ActOnReviewAsync(reviewer, review, "heartbeat", new { });
        var until = (await JsonAsync(renewed))["lease_expires"]!.GetValue<DateTimeOffset>();
        app.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.That(until, Is.EqualTo(app.Now.AddMinutes(10)));
        Assert.That(await app.ClaimReviewAsync(other), Is.Null);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(IdOf((await app.ClaimReviewAsync(other))!), Is.EqualTo(IdOf(review)));
        using var late = await app.ActOnReviewAsync(reviewer, review, "heartbeat", new { });
        await ProblemAsync(late, HttpStatusCode.NotFound, "review_not_found");
    }

    [Test]
    public async Task What_is_released_is_the_next_reviewers_at_once()
    {
        var (project, _) = await GivenReviewsAsync(App, 1);
        var (reviewer, other) = (await App.GivenReviewerAsync(project), await App.GivenReviewerAsync(project));
        var review = (await App.ClaimReviewAsync(reviewer))!;
        Assert.That(await App.ClaimReviewAsync(other), Is.Null);

        await App.ReviewAsync(reviewer, review, "release", new { });

        Assert.That(IdOf((await App.ClaimReviewAsync(other))!), Is.EqualTo(IdOf(review)));
    }

    [Test]
    public async Task A_stranger_does_not_see_it()
    {
        var (project, _) = await GivenReviewsAsync(App, 1);
        var (reviewer, other) = (await App.GivenReviewerAsync(project), await App.GivenReviewerAsync(project));
        var review = (await App.ClaimReviewAsync(reviewer))!;

        using var seen = await App.As(other).GetAsync(new Uri($"/v1/work/reviews/{IdOf(review)}", UriKind.Relative));
        using var accepted = await App.ActOnReviewAsync(other, review, "accept", new { version = 1 });
        using var drafted = await DraftAsync(other, review, 1, new { });

        foreach (var answer in new[] { seen, accepted, drafted }) await ProblemAsync(answer, HttpStatusCode.NotFound, "review_not_found");
    }

    [Test]
    public async Task The_history_has_what_the_reviewer_decided_newest_first_and_pages()
    {
        var (project, _) = await GivenReviewsAsync(App, 3);
        var reviewer = await App.GivenReviewerAsync(project);
        var decided = new List<Guid>();
        foreach (var act in new[] { "accept", "return", "fix" })
        {
            var review = (await App.ClaimReviewAsync(reviewer))!;
            await App.ReviewAsync(reviewer, review, act, new { version = VersionOf(review), comment = act, annotations = new { label = "dog" } });
            decided.Insert(0, IdOf(review));
        }

        var first = await App.GetAsync(reviewer, "/v1/work/reviews?limit=2");
        var second = await App.GetAsync(reviewer, $"/v1/work/reviews?limit=2&cursor={first["next_cursor"]!.GetValue<string>()}");

        JsonNode[] all = [.. first["items"]!.AsArray().Select(item => item!), .. second["items"]!.AsArray().Select(item => item!)];
        Assert.That(all.Select(IdOf), Is.EqualTo(decided));
        Assert.That(all.Select(item => item["status"]!.GetValue<string>()), Is.EqualTo(new[] { "fixed", "returned", "accepted" }));
        Assert.That(second["next_cursor"], Is.Null);
    }

    [Test]
    public async Task The_list_of_projects_counts_the_reviews_that_are_for_the_reviewer()
    {
        var (project, annotator) = await GivenReviewsAsync(App, 2);
        var reviewer = await App.GivenReviewerAsync(project);
        // One that the reviewer submitted is for others.
        await App.GivenJobAsync(project);
        using var own = await App.SubmitAsync(reviewer, (await App.ClaimAsync(reviewer, project))!);

        Assert.That(await WaitingAsync(reviewer, project), Is.EqualTo(2));
        await App.ClaimReviewAsync(reviewer);
        Assert.That(await WaitingAsync(reviewer, project), Is.EqualTo(1), "what is held does not wait");
        Assert.That(await WaitingAsync(annotator, project), Is.Zero, "who is no reviewer");
    }

    [Test]
    public async Task Administrators_see_all_that_people_did_for_a_job()
    {
        var project = await App.GivenProjectAsync(Reviewed);
        var (annotator, email) = await App.GivenPersonAsync(project);
        var job = (await App.GivenJobAsync(project)).JobId;
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!, new { label = "cat" });
        var reviewer = await App.GivenReviewerAsync(project);
        var review = (await App.ClaimReviewAsync(reviewer))!;
        await App.ReviewAsync(reviewer, review, "return", new { version = VersionOf(review), comment = "look again", to = "another" });

        using var answer = await App.AsAdmin().GetAsync(new Uri($"/v1/admin/submissions?job_id={job}", UriKind.Relative));

        var seen = await JsonAsync(answer);
        var submission = seen["submissions"]!.AsArray().Single()!;
        Assert.That(submission["annotator_email"]!.GetValue<string>(), Is.EqualTo(email));
        Assert.That(submission["counted"]!.GetValue<bool>(), Is.False, "it was returned");
        Assert.That(submission["review_comment"]!.GetValue<string>(), Is.EqualTo("look again"));
        Assert.That(submission["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"cat"}"""));
        var assignment = seen["assignments"]!.AsArray().Single()!;
        Assert.That((assignment["annotator_id"]!.GetValue<Guid>(), assignment["status"]!.GetValue<string>()), Is.EqualTo((annotator, "submitted")));
        Assert.That(assignment["active_seconds"]!.GetValue<double>(), Is.Zero, "no time went by");
        var reviewed = seen["reviews"]!.AsArray().Single()!;
        Assert.That((reviewed["status"]!.GetValue<string>(), reviewed["reviewer_id"]!.GetValue<Guid>()), Is.EqualTo(("returned", reviewer)));
    }

    [TestCase("?job_id=0199a000-0000-7000-8000-000000000000")]
    [TestCase("?job_id=x")]
    [TestCase("")]
    public async Task Of_a_job_that_the_queue_does_not_know_administrators_see_nothing(string query)
    {
        using var answer = await App.AsAdmin().GetAsync(new Uri($"/v1/admin/submissions{query}", UriKind.Relative));
        await ProblemAsync(answer, HttpStatusCode.NotFound, "job_not_found");
    }

    [Test]
    public async Task Only_administrators_see_submissions()
    {
        using var answer = await App.As(await App.GivenAnnotatorAsync()).GetAsync(new Uri($"/v1/admin/submissions?job_id={Guid.CreateVersion7()}", UriKind.Relative));
        await ProblemAsync(answer, HttpStatusCode.Forbidden, "forbidden");
    }

    [TestCase(0, 0)]
    [TestCase(1, 12)]
    public async Task The_sample_rate_says_how_many_jobs_are_reviewed(double rate, int reviews)
    {
        await using var tap = await App.Host.TapAsync<WorkCompleted>();
        var (project, _) = await GivenReviewsAsync(App, 12, Reviewed with { Review = new ReviewSettings { SampleRate = rate } });
        var reviewer = await App.GivenReviewerAsync(project);

        Assert.That(await WaitingAsync(reviewer, project), Is.EqualTo(reviews));
        await Hitl.TestKit.Eventually.AssertAsync(() => tap.Events.Count == 12 - reviews, "the others are done without");
    }

    [Test]
    public async Task A_half_sample_reviews_some_and_lets_the_others_pass()
    {
        var (project, _) = await GivenReviewsAsync(App, 40, Reviewed with { Review = new ReviewSettings { SampleRate = 0.5 } });

        var waiting = await WaitingAsync(await App.GivenReviewerAsync(project), project);

        // Each of 40 by the toss of a coin: outside of this only once in some ten million runs.
        Assert.That(waiting, Is.InRange(4, 36));
    }

    /// <summary>A project with so many submissions, by one annotator.</summary>
    private static async Task<(Guid Project, Guid Annotator)> GivenReviewsAsync(WorkforceApp app, int count, ProjectSettings? settings = null)
    {
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync(settings ?? Reviewed);
        for (var i = 0; i < count; i++)
        {
            await app.GivenJobAsync(project);
            using var submitted = await app.SubmitAsync(annotator, (await app.ClaimAsync(annotator, project))!);
            Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        return (project, annotator);
    }

    private Task<HttpResponseMessage> DraftAsync(Guid reviewer, JsonNode review, int version, object annotations) =>
        App.As(reviewer).PutAsJsonAsync($"/v1/work/reviews/{IdOf(review)}/draft", new { version, annotations });

    private async Task<int> WaitingAsync(Guid person, Guid project) =>
        (await App.GetAsync(person, "/v1/work/projects")).AsArray().Single(listed => IdOf(listed!) == project)!["reviews_waiting"]!.GetValue<int>();

    private static int VersionOf(JsonNode node) => node["version"]!.GetValue<int>();
}
