using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class ClaimingWork : WorkforceFixture
{
    [Test]
    public async Task A_claim_shows_all_that_the_work_needs()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project, hasPredictions: true);

        var claimed = (await App.ClaimAsync(annotator))!;

        Assert.Multiple(() =>
        {
            Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
            Assert.That(claimed["project_id"]!.GetValue<Guid>(), Is.EqualTo(project));
            Assert.That(claimed["status"]!.GetValue<string>(), Is.EqualTo("held"));
            Assert.That(claimed["version"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(claimed["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(30)));
            Assert.That(claimed["predictions"]!.ToJsonString(), Is.EqualTo("""{"label":"dog"}"""));
            Assert.That(claimed.AsObject().ContainsKey("template"), Is.True);
            Assert.That(claimed["template"], Is.Null);
            Assert.That(claimed["draft"], Is.Null);
        });
        var file = claimed["files"]!.AsArray().Single()!;
        Assert.That(IdOf(file), Is.EqualTo(job.Files[0].FileId));
        Assert.That(file["content_type"]!.GetValue<string>(), Is.EqualTo("image/png"));
        Assert.That(file["size"]!.GetValue<long>(), Is.EqualTo(42));
        Assert.That(file["name"]!.GetValue<string>(), Is.EqualTo("cat.png"));
        AssertGrants(file["url"]!.GetValue<string>(), job.Files[0].FileId, annotator);
        Assert.That(claimed["instructions_file"]!.GetValue<string>(), Does.StartWith("http://hitl.test/v1/files/").And.Contain("?grant="));
    }

    [Test]
    public async Task Without_a_body_any_project_will_do()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);

        using var response = await App.As(annotator).PostAsync(new Uri("/v1/work/next", UriKind.Relative), null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task There_is_no_content_when_there_is_no_work()
    {
        var (_, annotator) = await App.GivenProjectWithAnnotatorAsync();

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
    }

    [Test]
    public async Task The_first_claim_of_a_job_says_that_work_has_started_and_a_later_one_does_not()
    {
        await using var tap = await App.Host.TapAsync<WorkStarted>();
        var (project, first) = await App.GivenProjectWithAnnotatorAsync();
        var second = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        var startedAt = App.Now;

        var claimed = (await App.ClaimAsync(first))!;
        using var released = await App.ActAsync(first, claimed, "release");
        await App.ClaimAsync(second);
        // Events of one service leave in order, so that this one proves that nothing else came before it.
        var last = await App.GivenJobAsync(project);
        await App.ClaimAsync(first);

        await App.PublishedAsync(tap, last.JobId, 1);
        var started = (await App.PublishedAsync(tap, job.JobId, 1)).Single();
        Assert.That(started["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(first));
        Assert.That(started["started_at"]!.GetValue<DateTimeOffset>(), Is.EqualTo(startedAt));
    }

    [Test]
    public async Task Asking_again_gives_the_assignment_that_is_held()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        await App.GivenJobAsync(project);

        var first = (await App.ClaimAsync(annotator))!;
        App.Clock.Advance(TimeSpan.FromMinutes(10));
        var again = (await App.ClaimAsync(annotator))!;

        Assert.That(IdOf(again), Is.EqualTo(IdOf(first)));
        Assert.That(again["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(30)));
    }

    [Test]
    public async Task A_place_whose_lease_ran_out_goes_to_the_next_and_is_lost_for_the_first()
    {
        var (project, slow) = await App.GivenProjectWithAnnotatorAsync();
        var quick = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        var lost = (await App.ClaimAsync(slow))!;
        using var draft = await App.DraftAsync(slow, lost, 1, new { label = "ca" });

        App.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That(await App.ClaimAsync(quick), Is.Null, "the lease still runs");
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var taken = (await App.ClaimAsync(quick))!;

        Assert.That(JobIdOf(taken), Is.EqualTo(job.JobId));
        Assert.That(taken["draft"], Is.Null, "a draft is for its author only");
        await ProblemAsync(await App.SubmitAsync(slow, lost, version: 2), HttpStatusCode.Conflict, "lease_lost");
        await ProblemAsync(await App.ActAsync(slow, lost, "heartbeat"), HttpStatusCode.Conflict, "lease_lost");
        Assert.That(await App.ClaimAsync(slow), Is.Null);

        using var released = await App.ActAsync(quick, taken, "release");
        var again = (await App.ClaimAsync(slow))!;
        Assert.That(IdOf(again), Is.EqualTo(IdOf(lost)));
        Assert.That(again["version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(again["draft"]!.ToJsonString(), Is.EqualTo("""{"label":"ca"}"""));
    }

    [Test]
    public async Task A_lapsed_assignment_is_resumed_while_nobody_has_taken_it()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var held = (await App.ClaimAsync(annotator))!;

        App.Clock.Advance(TimeSpan.FromHours(3));

        Assert.That(IdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(IdOf(held)));
        Assert.That((await App.SubmitAsync(annotator, held)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_lease_is_as_long_as_the_project_says_and_no_longer_than_the_job()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync(new ProjectSettings { LeaseMinutes = 5 });
        await App.GivenJobAsync(project, TimeSpan.FromHours(1));
        var first = (await App.ClaimAsync(annotator))!;
        Assert.That(first["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(5)));

        await App.GivenJobAsync(project, TimeSpan.FromMinutes(2));
        var second = (await App.ClaimAsync(await App.GivenAnnotatorAsync(project)))!;
        Assert.That(second["lease_expires"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddMinutes(2)));
    }

    [Test]
    public async Task While_Jobs_is_down_the_claim_is_kept_and_given_by_the_next_call()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = await App.GivenJobAsync(project, hasPredictions: true);
        App.Jobs.IsDown = true;
        try
        {
            using var refused = await App.As(annotator).PostAsJsonAsync("/v1/work/next", new { });
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
            Assert.That(await App.ClaimAsync(await App.GivenAnnotatorAsync(project)), Is.Null, "the place is taken");
        }
        finally
        {
            App.Jobs.IsDown = false;
        }

        var claimed = (await App.ClaimAsync(annotator))!;
        Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
        Assert.That(claimed["predictions"], Is.Not.Null);
    }

    [Test]
    public async Task Predictions_keep_every_digit()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project, hasPredictions: true);
        App.Jobs.Predictions = """{"score":0.12345678901234567890123,"big":12345678901234567890}""";

        var claimed = (await App.ClaimAsync(annotator))!;

        Assert.That(claimed["predictions"]!.ToJsonString(), Is.EqualTo(App.Jobs.Predictions));
    }

    [Test]
    public async Task A_job_that_wants_several_answers_has_as_many_places_for_different_people()
    {
        var (project, first) = await App.GivenProjectWithAnnotatorAsync(new ProjectSettings { Submissions = 2 });
        var (second, third) = (await App.GivenAnnotatorAsync(project), await App.GivenAnnotatorAsync(project));
        var job = await App.GivenJobAsync(project);
        await using var tap = await App.Host.TapAsync<WorkCompleted>();

        var one = (await App.ClaimAsync(first))!;
        var two = (await App.ClaimAsync(second))!;
        Assert.That(await App.ClaimAsync(third), Is.Null, "both places are taken");
        using var answered = await App.SubmitAsync(first, one, new { label = "first" });
        Assert.That(await App.ClaimAsync(first), Is.Null, "who has answered gets it no more");
        Assert.That((await App.SubmitAsync(second, two, new { label = "second" })).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var completed = (await App.PublishedAsync(tap, job.JobId, 1)).Single();
        Assert.That(completed["annotations"]!.ToJsonString(), Is.EqualTo("""{"label":"first"}"""));
    }

    [Test]
    public async Task Whoever_is_not_signed_in_as_an_annotator_is_refused()
    {
        using var key = await App.AsAdmin().PostAsJsonAsync("/v1/work/next", new { });
        using var account = await App.Host.ClientFor(new Caller { AccountId = Guid.CreateVersion7() }).PostAsJsonAsync("/v1/work/next", new { });
        using var nobody = await App.Host.ClientFor(null).PostAsJsonAsync("/v1/work/next", new { });
        using var unknown = await App.As(Guid.CreateVersion7()).PostAsJsonAsync("/v1/work/next", new { });

        Assert.That(key.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(account.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(nobody.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        await ProblemAsync(unknown, HttpStatusCode.Forbidden, "annotator_inactive");
    }

    private void AssertGrants(string url, Guid file, Guid annotator)
    {
        Assert.That(url, Does.StartWith($"http://hitl.test/v1/files/{file}?grant="));
        var grant = url.Split("grant=")[1];
        Assert.That(FileGrant.Holds(grant, ServiceHost<WorkforceService>.SigningKey, file, annotator, App.Now), Is.True);
        Assert.That(FileGrant.Holds(grant, ServiceHost<WorkforceService>.SigningKey, file, Guid.CreateVersion7(), App.Now), Is.False);
    }
}
