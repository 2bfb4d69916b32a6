using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Projects;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Which job a claim gives.</summary>
internal sealed class ChoosingWork : WorkforceFixture
{
    [Test]
    public async Task Asking_for_another_project_gives_a_job_of_that_project()
    {
        var (project, other) = (await App.GivenProjectAsync(), await App.GivenProjectAsync());
        var annotator = await App.GivenAnnotatorAsync(project, other);
        await App.GivenJobAsync(project);
        var job = await App.GivenJobAsync(other);

        await App.ClaimAsync(annotator, project);
        var claimed = (await App.ClaimAsync(annotator, other))!;

        Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task What_expires_first_comes_first_then_what_is_oldest()
    {
        var (project, _) = await App.GivenProjectWithAnnotatorAsync();
        var old = await App.GivenJobAsync(project);
        var young = await App.GivenJobAsync(project);
        var late = await App.GivenJobAsync(project, TimeSpan.FromHours(2));
        var soon = await App.GivenJobAsync(project, TimeSpan.FromHours(1));

        var order = new List<Guid>();
        for (var i = 0; i < 4; i++) order.Add(JobIdOf((await App.ClaimAsync(await App.GivenAnnotatorAsync(project)))!));

        Assert.That(order, Is.EqualTo(new[] { soon.JobId, late.JobId, old.JobId, young.JobId }));
    }

    [Test]
    public async Task A_member_of_several_projects_gets_the_most_urgent_job_of_all()
    {
        var (project, other) = (await App.GivenProjectAsync(), await App.GivenProjectAsync());
        var annotator = await App.GivenAnnotatorAsync(project, other);
        await App.GivenJobAsync(project, TimeSpan.FromHours(2));
        var soon = await App.GivenJobAsync(other, TimeSpan.FromHours(1));

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(soon.JobId));
    }

    [Test]
    public async Task Jobs_of_test_keys_are_offered_to_nobody()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project, isTest: true);

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
    }

    [Test]
    public async Task The_jobs_of_an_inactive_project_go_on()
    {
        var project = await App.GivenProjectAsync(status: ProjectStatus.Inactive);
        var annotator = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task A_job_is_offered_until_the_instant_at_which_it_expires()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.GivenJobAsync(project, TimeSpan.FromMinutes(10));
        var later = await App.GivenJobAsync(project, TimeSpan.FromMinutes(20));

        App.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(later.JobId));
    }

    [Test]
    public async Task A_held_job_that_expires_is_no_longer_in_the_way()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var first = await App.GivenJobAsync(project, TimeSpan.FromMinutes(10));
        var second = await App.GivenJobAsync(project);
        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(first.JobId));

        App.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(second.JobId));
    }

    [Test]
    public async Task Work_of_other_projects_is_not_offered()
    {
        var (_, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var foreign = await App.GivenProjectAsync();
        await App.GivenJobAsync(foreign);

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
        using var asked = await App.As(annotator).PostAsJsonAsync("/v1/work/next", new { project_id = foreign });
        using var unknown = await App.As(annotator).PostAsJsonAsync("/v1/work/next", new { project_id = Guid.CreateVersion7() });
        await ProblemAsync(asked, HttpStatusCode.NotFound, "project_not_found");
        await ProblemAsync(unknown, HttpStatusCode.NotFound, "project_not_found");
    }

    [Test]
    public async Task An_annotator_without_membership_works_on_every_project()
    {
        await using var app = await WorkforceApp.StartAsync();
        var annotator = await app.GivenAnnotatorAsync();
        var jobs = new[] { await app.GivenJobAsync(await app.GivenProjectAsync()), await app.GivenJobAsync(await app.GivenProjectAsync()) };

        var claimed = new List<Guid>();
        while (await app.ClaimAsync(annotator) is { } assignment)
        {
            claimed.Add(JobIdOf(assignment));
            using var submitted = await app.SubmitAsync(annotator, assignment);
        }

        Assert.That(claimed, Is.EquivalentTo(jobs.Select(job => job.JobId)));
    }
}
