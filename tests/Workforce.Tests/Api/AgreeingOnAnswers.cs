using System.Net;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.TestKit;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Several annotators answer, and what they agree on is the result.</summary>
internal sealed class AgreeingOnAnswers : WorkforceFixture
{
    private static readonly ProjectSettings Agreed = new()
    {
        CompletionRule = CompletionRule.Agreement,
        Submissions = 2,
        Agreement = new AgreementSettings { Threshold = 0.6, SubmissionsMax = 3 },
    };

    private EventTap<WorkCompleted> _completed = null!;

    [OneTimeSetUp]
    public async Task TapAsync() => _completed = await App.Host.TapAsync<WorkCompleted>();

    [OneTimeTearDown]
    public ValueTask StopTapAsync() => _completed.DisposeAsync();

    [Test]
    public async Task Answers_that_agree_are_the_result_with_how_far_they_do()
    {
        var project = await App.GivenProjectAsync(Agreed);
        var job = await App.GivenJobAsync(project);

        await AnswerAsync(project, "cat");
        await AnswerAsync(project, "cat");

        var completed = (await App.PublishedAsync(_completed, job.JobId, 1))[0];
        Assert.That(completed["origins"]!["label"]!.ToJsonString(), Is.EqualTo("""{"origin":"agreement","agreement":1,"support":2,"of":2}"""));
    }

    [Test]
    public async Task Answers_that_differ_ask_one_more_person()
    {
        var project = await App.GivenProjectAsync(Agreed);
        var job = await App.GivenJobAsync(project);

        await AnswerAsync(project, "cat");
        await AnswerAsync(project, "dog");
        await AnswerAsync(project, "dog");

        var completed = (await App.PublishedAsync(_completed, job.JobId, 1))[0];
        Assert.That(completed["annotations"]!["label"]!.GetValue<string>(), Is.EqualTo("dog"));
        Assert.That(completed["origins"]!["label"]!["support"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public async Task Where_the_last_person_does_not_decide_it_a_reviewer_does()
    {
        var project = await App.GivenProjectAsync(Agreed);
        var job = await App.GivenJobAsync(project);
        foreach (var label in new[] { "cat", "dog", "cow" }) await AnswerAsync(project, label);
        var reviewer = await App.GivenReviewerAsync(project);

        var review = (await App.ClaimReviewAsync(reviewer))!;
        Assert.That(review["submissions"]!.AsArray(), Has.Count.EqualTo(3));
        await App.ReviewAsync(reviewer, review, "fix", new { version = review["version"]!.GetValue<int>(), annotations = new { label = "cow" }, comment = "horns" });

        Assert.That((await App.PublishedAsync(_completed, job.JobId, 1))[0]["annotations"]!["label"]!.GetValue<string>(), Is.EqualTo("cow"));
    }

    [Test]
    public async Task A_job_that_begins_anew_wants_as_many_answers_as_at_first()
    {
        var project = await App.GivenProjectAsync(Agreed);
        var job = await App.GivenJobAsync(project);
        foreach (var label in new[] { "cat", "dog", "cow" }) await AnswerAsync(project, label);

        await App.HearAsync(App.CanceledOf(job));
        await App.HearAsync(App.RequeuedOf(job));
        await AnswerAsync(project, "cat");
        await AnswerAsync(project, "cat");

        await App.PublishedAsync(_completed, job.JobId, 1);
    }

    private async Task AnswerAsync(Guid project, string label)
    {
        var annotator = await App.GivenAnnotatorAsync(project);
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!, new { label });
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
