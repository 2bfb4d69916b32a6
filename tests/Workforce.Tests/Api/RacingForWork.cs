using System.Collections.Concurrent;
using System.Net;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.TestKit;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Many annotators at once: exactly as many answers as wanted, whatever the order of things.</summary>
internal sealed class RacingForWork
{
    [TestCase(1, 300)]
    [TestCase(3, 80)]
    public async Task Fifty_annotators_answer_every_job_exactly_as_often_as_wanted(int submissions, int jobs)
    {
        await using var app = await WorkforceApp.StartAsync();
        await using var tap = await app.Host.TapAsync<WorkCompleted>();
        var project = await app.GivenProjectAsync(new ProjectSettings { Submissions = submissions });
        var created = Enumerable.Range(0, jobs).Select(_ => app.JobOf(project)).ToList();
        await app.HearAsync(created);
        // Half of them work on everything and half on this project only: each half claims by a statement of its own.
        var annotators = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? app.GivenAnnotatorAsync() : app.GivenAnnotatorAsync(project)));
        var answered = new ConcurrentBag<(Guid Job, Guid Annotator)>();

        await Task.WhenAll(annotators.Select(annotator => WorkAsync(app, annotator, answered)));

        var perJob = answered.GroupBy(answer => answer.Job).ToList();
        Assert.That(perJob.Select(answers => answers.Key), Is.EquivalentTo(created.Select(job => job.JobId)), "none is lost");
        Assert.That(perJob.Select(answers => answers.Count()), Is.All.EqualTo(submissions));
        Assert.That(answered.Distinct().Count(), Is.EqualTo(answered.Count), "nobody answers a job twice");
        await Eventually.AssertAsync(() => tap.Events.Count >= jobs, $"{jobs} completed");
        Assert.That(tap.Events.Select(completed => completed.JobId), Is.Unique);
    }

    [Test]
    public async Task Two_claims_of_one_person_at_the_same_time_give_one_job()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 5; i++) await app.GivenJobAsync(project);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.ClaimAsync(annotator)));

        Assert.That(claims.Select(claim => IdOf(claim!)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lease_that_ran_out_is_taken_over_by_one_person_only()
    {
        await using var app = await WorkforceApp.StartAsync();
        var (project, slow) = await app.GivenProjectWithAnnotatorAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.GivenAnnotatorAsync(project)));
        await app.GivenJobAsync(project);
        var held = (await app.ClaimAsync(slow))!;
        app.Clock.Advance(TimeSpan.FromMinutes(30));

        var submission = app.SubmitAsync(slow, held);
        var claims = await Task.WhenAll(others.Select(other => app.ClaimAsync(other)));
        using var submitted = await submission;

        var takers = claims.Count(claim => claim is not null);
        Assert.That(takers + (submitted.StatusCode == HttpStatusCode.OK ? 1 : 0), Is.EqualTo(1), "either its author or one other");
    }

    [Test]
    public async Task A_cancellation_and_a_submission_at_the_same_time_both_end_cleanly()
    {
        await using var app = await WorkforceApp.StartAsync();
        var project = await app.GivenProjectAsync();
        var jobs = Enumerable.Range(0, 30).Select(_ => app.JobOf(project)).ToList();
        await app.HearAsync(jobs);
        var annotators = await Task.WhenAll(jobs.Select(_ => app.GivenAnnotatorAsync(project)));
        var held = await Task.WhenAll(annotators.Select(annotator => app.ClaimAsync(annotator)));

        var submissions = annotators.Select((annotator, i) => app.SubmitAsync(annotator, held[i]!)).ToList();
        var cancellations = jobs.Chunk(7).Select(some => app.HearAsync(some.Select(job => app.CanceledOf(job)).ToList()));
        await Task.WhenAll(cancellations);
        var statuses = (await Task.WhenAll(submissions)).Select(response => response.StatusCode).ToList();

        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await app.Host.Database.ScalarAsync<long>("SELECT count(*) FROM submission"), Is.EqualTo(30), "each is kept");
        Assert.That(await app.Host.Database.ScalarAsync<long>("SELECT count(*) FROM place WHERE state = 'open'"), Is.Zero);
        Assert.That(await app.Host.Database.ScalarAsync<long>("SELECT count(*) FROM assignment WHERE state = 'held'"), Is.Zero);
    }

    private static async Task WorkAsync(WorkforceApp app, Guid annotator, ConcurrentBag<(Guid Job, Guid Annotator)> answered)
    {
        while (await app.ClaimAsync(annotator) is { } assignment)
        {
            using var submitted = await app.SubmitAsync(annotator, assignment, new { by = annotator });
            Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK), await submitted.Content.ReadAsStringAsync());
            answered.Add((JobIdOf(assignment), annotator));
        }
    }
}
