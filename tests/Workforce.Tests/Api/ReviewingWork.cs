using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.TestKit;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>What reviewers do with what annotators submitted.</summary>
internal sealed class ReviewingWork : WorkforceFixture
{
    private static readonly ProjectSettings Reviewed = new() { CompletionRule = CompletionRule.Review };

    private EventTap<WorkCompleted> _completed = null!;

    [OneTimeSetUp]
    public async Task TapAsync() => _completed = await App.Host.TapAsync<WorkCompleted>();

    [OneTimeTearDown]
    public ValueTask StopTapAsync() => _completed.DisposeAsync();

    [Test]
    public async Task An_accepted_submission_is_the_result_and_the_reviewer_has_the_last_word()
    {
        var (project, annotator, job) = await GivenSubmissionAsync(Reviewed);
        var reviewer = await App.GivenReviewerAsync(project);

        var review = (await App.ClaimReviewAsync(reviewer))!;
        Assert.That(review["submissions"]![0]!["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(annotator));
        Assert.That(review["proposed"]!.ToJsonString(), Is.EqualTo("""{"label":"cat"}"""));
        await App.ReviewAsync(reviewer, review, "accept", new { version = VersionOf(review) });

        var completed = (await App.PublishedAsync(_completed, job, 1))[0];
        Assert.That(completed["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"cat"}"""));
        Assert.That(completed["origins"], Is.Null);
        Assert.That(completed["completed_by"]!.GetValue<string>(), Is.EqualTo(await EmailOfAsync(reviewer)));
    }

    [Test]
    public async Task What_the_annotator_says_is_read_by_whoever_reviews_it()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync(Reviewed);
        await App.GivenJobAsync(project);
        var reviewer = await App.GivenReviewerAsync(project);
        var claimed = (await App.ClaimAsync(annotator))!;
        using var blank = await App.ActAsync(annotator, claimed, "submit", new { version = 1, annotations = new { label = "cat" }, comment = " " });
        using var submitted = await App.ActAsync(annotator, claimed, "submit", new { version = 1, annotations = new { label = "cat" }, comment = "or a fox?" });

        var review = (await App.ClaimReviewAsync(reviewer))!;
        using var listed = await App.AsAdmin().GetAsync(new Uri($"/v1/admin/submissions?job_id={JobIdOf(claimed)}", UriKind.Relative));

        Assert.That(blank.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(review["submissions"]![0]!["comment"]!.GetValue<string>(), Is.EqualTo("or a fox?"));
        Assert.That((await JsonAsync(listed))["submissions"]![0]!["comment"]!.GetValue<string>(), Is.EqualTo("or a fox?"));
    }

    [Test]
    public async Task A_fix_is_the_result_and_says_what_the_reviewer_changed()
    {
        var (project, _, job) = await GivenSubmissionAsync(Reviewed, new { label = "cat", count = 1 });
        var reviewer = await App.GivenReviewerAsync(project);
        var review = (await App.ClaimReviewAsync(reviewer))!;

        await App.ReviewAsync(reviewer, review, "fix", new { version = VersionOf(review), annotations = new { label = "cat", count = 2 }, comment = "two" });

        var completed = (await App.PublishedAsync(_completed, job, 1))[0];
        Assert.That(completed["annotations"]!["count"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(completed["origins"]!["label"]!["origin"]!.GetValue<string>(), Is.EqualTo("annotator"));
        Assert.That(completed["origins"]!["count"]!["origin"]!.GetValue<string>(), Is.EqualTo("reviewer"));
    }

    [Test]
    public async Task Work_that_is_returned_to_its_author_is_theirs_again_with_the_comment()
    {
        var (project, annotator, job) = await GivenSubmissionAsync(Reviewed);
        var reviewer = await App.GivenReviewerAsync(project);
        var review = (await App.ClaimReviewAsync(reviewer))!;

        await App.ReviewAsync(reviewer, review, "return", new { version = VersionOf(review), comment = "look again", to = "author" });

        var again = (await App.ClaimAsync(annotator))!;
        Assert.That(JobIdOf(again), Is.EqualTo(job));
        Assert.That(again["returned"]!.GetValue<bool>(), Is.True);
        Assert.That(again["review_comment"]!.GetValue<string>(), Is.EqualTo("look again"));
        using var submitted = await App.SubmitAsync(annotator, again, new { label = "dog" }, VersionOf(again));
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var second = (await App.ClaimReviewAsync(reviewer))!;
        Assert.That(second["proposed"]!["label"]!.GetValue<string>(), Is.EqualTo("dog"));
        Assert.That(second["comments"]![0]!["comment"]!.GetValue<string>(), Is.EqualTo("look again"));
    }

    [Test]
    public async Task Work_that_is_returned_to_another_is_not_offered_to_its_author()
    {
        var (project, annotator, job) = await GivenSubmissionAsync(Reviewed);
        var (reviewer, other) = (await App.GivenReviewerAsync(project), await App.GivenAnnotatorAsync(project));
        var review = (await App.ClaimReviewAsync(reviewer))!;

        await App.ReviewAsync(reviewer, review, "return", new { version = VersionOf(review), comment = "no", to = "another" });

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
        Assert.That(await App.ClaimAsync(reviewer), Is.Null, "who saw the answers");
        Assert.That(JobIdOf((await App.ClaimAsync(other))!), Is.EqualTo(job));
    }

    [Test]
    public async Task Each_stage_is_another_person_and_the_last_completes()
    {
        var (project, _, job) = await GivenSubmissionAsync(Reviewed with { Review = new ReviewSettings { Stages = 2 } });
        var (first, second) = (await App.GivenReviewerAsync(project), await App.GivenReviewerAsync(project));
        var review = (await App.ClaimReviewAsync(first))!;
        await App.ReviewAsync(first, review, "fix", new { version = VersionOf(review), annotations = new { label = "dog" }, comment = "a dog" });

        Assert.That(await App.ClaimReviewAsync(first), Is.Null);
        var next = (await App.ClaimReviewAsync(second))!;
        Assert.That(next["stage"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(next["proposed"]!["label"]!.GetValue<string>(), Is.EqualTo("dog"));
        await App.ReviewAsync(second, next, "accept", new { version = VersionOf(next) });

        var completed = (await App.PublishedAsync(_completed, job, 1))[0];
        Assert.That(completed["origins"]!["label"]!["origin"]!.GetValue<string>(), Is.EqualTo("reviewer"));
        Assert.That(completed["completed_by"]!.GetValue<string>(), Is.EqualTo(await EmailOfAsync(second)));
    }

    [Test]
    public async Task Nobody_reviews_their_own_work_and_annotators_review_nothing()
    {
        var project = await App.GivenProjectAsync(Reviewed);
        var reviewer = await App.GivenReviewerAsync(project);
        await App.GivenJobAsync(project);
        using var submitted = await App.SubmitAsync(reviewer, (await App.ClaimAsync(reviewer))!);
        var annotator = await App.GivenAnnotatorAsync(project);

        Assert.That(await App.ClaimReviewAsync(reviewer), Is.Null);
        using var refused = await App.As(annotator).PostAsJsonAsync("/v1/work/reviews/next", new { });
        await ProblemAsync(refused, HttpStatusCode.Forbidden, "reviewer_required");
    }

    [Test]
    public async Task A_job_that_is_canceled_takes_its_review_along()
    {
        var project = await App.GivenProjectAsync(Reviewed);
        var annotator = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);
        var reviewer = await App.GivenReviewerAsync(project);
        var review = (await App.ClaimReviewAsync(reviewer))!;

        await App.HearAsync(App.CanceledOf(job));

        using var refused = await App.ActOnReviewAsync(reviewer, review, "accept", new { version = VersionOf(review) });
        await ProblemAsync(refused, HttpStatusCode.Conflict, "job_ended");
        Assert.That(await App.ClaimReviewAsync(reviewer), Is.Null);
    }

    [Test]
    public async Task A_lease_that_ran_out_gives_the_review_to_the_next_without_the_draft_of_the_first()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync(Reviewed);
        await app.GivenJobAsync(project);
        using var submitted = await app.SubmitAsync(annotator, (await app.ClaimAsync(annotator))!);
        var (slow, next) = (await app.GivenReviewerAsync(project), await app.GivenReviewerAsync(project));
        var held = (await app.ClaimReviewAsync(slow))!;
        app.Clock.Advance(TimeSpan.FromMinutes(30));

        var taken = (await app.ClaimReviewAsync(next))!;

        Assert.That(IdOf(taken), Is.EqualTo(IdOf(held)));
        using var late = await app.ActOnReviewAsync(slow, held, "accept", new { version = VersionOf(held) });
        await ProblemAsync(late, HttpStatusCode.NotFound, "review_not_found");
    }

    [Test]
    public async Task Twenty_reviewers_at_once_decide_every_review_once()
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync(Reviewed);
        for (var i = 0; i < 40; i++) await app.GivenJobAsync(project);
        while (await app.ClaimAsync(annotator) is { } assignment) (await app.SubmitAsync(annotator, assignment)).Dispose();
        var reviewers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.GivenReviewerAsync(project)));

        await Task.WhenAll(reviewers.Select(async reviewer =>
        {
            while (await app.ClaimReviewAsync(reviewer) is { } review) await app.ReviewAsync(reviewer, review, "accept", new { version = VersionOf(review) });
        }));

        await Eventually.AssertAsync(() => tap.Events.Count >= 40, "40 completed");
        Assert.That(tap.Events.Select(completed => completed.JobId), Is.Unique);
    }

    private async Task<(Guid Project, Guid Annotator, Guid Job)> GivenSubmissionAsync(ProjectSettings settings, object? annotations = null)
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync(settings);
        var job = await App.GivenJobAsync(project);
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!, annotations);
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return (project, annotator, job.JobId);
    }

    private Task<string?> EmailOfAsync(Guid annotator) =>
        App.Host.Database.ScalarAsync<string>($"SELECT email FROM annotator WHERE id = '{annotator}'");

    private static int VersionOf(JsonNode node) => node["version"]!.GetValue<int>();
}
