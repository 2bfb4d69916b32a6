using System.Net;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Messaging;

/// <summary>Clients change their minds about jobs that wait, or that somebody holds.</summary>
internal sealed class HearingOfRevisions : WorkforceFixture
{
    [Test]
    public async Task The_queue_goes_by_the_new_priority()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var second = await App.GivenJobAsync(project);

        await App.HearAsync(RevisionOf(second) with { Priority = JobPriority.Urgent });

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(second.JobId));
    }

    [Test]
    public async Task A_job_that_is_given_to_somebody_is_theirs_alone_and_when_it_is_given_to_nobody_everybodys_again()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var (assignee, email) = await App.GivenPersonAsync(Guid.CreateVersion7());
        var job = await App.GivenJobAsync(project);

        await App.HearAsync(RevisionOf(job) with { Assignees = [email] });
        Assert.That(await App.ClaimAsync(annotator), Is.Null);
        var claimed = (await App.ClaimAsync(assignee))!;
        Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
        using var released = await App.ActAsync(assignee, claimed, "release");
        await App.HearAsync(RevisionOf(job, version: 3));

        Assert.That(await App.ClaimAsync(assignee), Is.Null);
        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task An_older_revision_that_comes_late_changes_nothing()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var (_, email) = await App.GivenPersonAsync(Guid.CreateVersion7());
        var job = await App.GivenJobAsync(project);

        await App.HearAsync(RevisionOf(job, version: 3));
        await App.HearAsync(RevisionOf(job, version: 2) with { Assignees = [email] });

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task A_revision_that_comes_before_the_creation_counts()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project);
        var job = App.JobOf(project) with { Content = JsonElement.Parse("\"before\"") };

        await App.HearAsync(RevisionOf(job) with { Priority = JobPriority.High, Content = JsonElement.Parse("\"after\"") });
        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.Not.EqualTo(job.JobId), "what it shows is not known yet");
        await App.HearAsync(job);

        var other = await App.GivenAnnotatorAsync(project);
        var claimed = (await App.ClaimAsync(other))!;
        Assert.That((JobIdOf(claimed), claimed["content"]!.GetValue<string>()), Is.EqualTo((job.JobId, "after")));
    }

    [Test]
    public async Task Who_holds_a_job_that_shows_something_else_now_has_to_look_again()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var job = App.JobOf(project) with { Content = JsonElement.Parse("\"before\"") };
        await App.HearAsync(job);
        var held = (await App.ClaimAsync(annotator))!;

        await App.HearAsync(RevisionOf(job) with { Content = JsonElement.Parse("\"after\"") });

        using var late = await App.SubmitAsync(annotator, held);
        await ProblemAsync(late, HttpStatusCode.Conflict, "lease_lost");
        var again = (await App.ClaimAsync(annotator))!;
        Assert.That((JobIdOf(again), again["content"]!.GetValue<string>()), Is.EqualTo((job.JobId, "after")));
    }

    private JobRevised RevisionOf(JobCreated job, long version = 2) => new()
    {
        JobId = job.JobId,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = version,
        IsTest = job.IsTest,
        Status = JobStatus.New,
        CreatedAt = job.CreatedAt,
        OccurredAt = App.Now,
        Priority = JobPriority.Medium,
        Content = job.Content,
        IsReassigned = false,
    };
}
