using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Who is offered which job, and in which order.</summary>
internal sealed class ChoosingALane : WorkforceFixture
{
    [Test]
    public async Task The_more_urgent_comes_first_then_what_is_wanted_or_expires_sooner_then_the_older()
    {
        var project = await App.GivenProjectAsync();
        var old = App.JobOf(project);
        var young = App.JobOf(project);
        var due = App.JobOf(project) with { DueAt = App.Now.AddHours(1), ExpiresAt = App.Now.AddHours(9) };
        var expires = App.JobOf(project) with { DueAt = App.Now.AddHours(8), ExpiresAt = App.Now.AddHours(2) };
        var low = App.JobOf(project) with { Priority = JobPriority.Low, DueAt = App.Now.AddMinutes(1) };
        var high = App.JobOf(project) with { Priority = JobPriority.High };
        var urgent = App.JobOf(project) with { Priority = JobPriority.Urgent };
        await App.HearAsync(low, young, old, expires, due, high, urgent);

        var order = new List<Guid>();
        for (var i = 0; i < 7; i++) order.Add(JobIdOf((await App.ClaimAsync(await App.GivenAnnotatorAsync(project)))!));

        Assert.That(order, Is.EqualTo(new[] { urgent, high, due, expires, old, young, low }.Select(job => job.JobId)));
    }

    [Test]
    public async Task A_job_past_its_due_date_is_still_offered()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        await App.HearAsync(App.JobOf(project) with { DueAt = App.Now.AddHours(-1) });

        Assert.That(await App.ClaimAsync(annotator), Is.Not.Null);
    }

    [Test]
    public async Task A_job_for_named_people_is_offered_to_them_alone_even_when_they_come_later()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var email = $"late{Guid.CreateVersion7():N}@example.com";
        var job = App.JobOf(project) with { Assignees = [email, "somebody@example.com"] };
        await App.HearAsync(job);

        var others = await App.ClaimAsync(annotator);
        var late = await GivenAnnotatorAsync(email.ToUpperInvariant());

        Assert.That(others, Is.Null);
        Assert.That(JobIdOf((await App.ClaimAsync(late))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task A_named_person_is_offered_the_job_of_a_project_that_is_not_theirs_and_nothing_else_of_it()
    {
        var elsewhere = await App.GivenProjectAsync();
        var (named, email) = await App.GivenPersonAsync(elsewhere);
        var project = await App.GivenProjectAsync();
        await App.GivenJobAsync(project);
        var job = App.JobOf(project) with { Assignees = [email] };
        await App.HearAsync(job);

        var claimed = (await App.ClaimAsync(named, project))!;
        using var submitted = await App.SubmitAsync(named, claimed);

        Assert.That(JobIdOf(claimed), Is.EqualTo(job.JobId));
        Assert.That(await App.ClaimAsync(named, project), Is.Null);
    }

    [Test]
    public async Task A_job_for_a_team_is_offered_to_its_members_alone()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var member = await App.GivenAnnotatorAsync(Guid.CreateVersion7());
        var team = await GivenTeamAsync(member);
        var job = App.JobOf(project) with { TeamId = team };
        await App.HearAsync(job);

        Assert.That(await App.ClaimAsync(annotator), Is.Null);
        Assert.That(JobIdOf((await App.ClaimAsync(member))!), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task A_project_that_is_given_to_teams_is_offered_to_their_members_alone()
    {
        var member = await App.GivenAnnotatorAsync(Guid.CreateVersion7());
        var team = await GivenTeamAsync(member);
        var project = await App.GivenProjectAsync(new ProjectSettings { TeamIds = [team] });
        var (everywhere, direct) = (await App.GivenAnnotatorAsync(), await App.GivenAnnotatorAsync(project));
        var job = await App.GivenJobAsync(project);

        foreach (var outsider in new[] { everywhere, direct })
        {
            using var refused = await App.As(outsider).PostAsJsonAsync("/v1/work/next", new { project_id = project });
            await ProblemAsync(refused, HttpStatusCode.NotFound, "project_not_found");
        }

        Assert.That(JobIdOf((await App.ClaimAsync(member, project))!), Is.EqualTo(job.JobId));
        await App.HearAsync(App.ProjectOf(project, version: 3));
        await App.GivenJobAsync(project);
        Assert.That(await App.ClaimAsync(direct, project), Is.Not.Null, "once it is taken from the team again");
    }

    [Test]
    public async Task Whoever_has_answered_more_begun_jobs_than_are_looked_at_gets_fresh_work_then_all_that_is_left()
    {
        var project = await App.GivenProjectAsync(new ProjectSettings { Submissions = 3 });
        var jobs = Enumerable.Range(0, 100).Select(_ => App.JobOf(project)).ToList();
        await App.HearAsync(jobs);
        var (first, second) = (await App.GivenAnnotatorAsync(project), await App.GivenAnnotatorAsync(project));
        for (var i = 0; i < 99; i++) await AnswerAsync(first);
        // Somebody else has begun the last one: for the first there is nothing fresh, and what they can do lies behind 99 of their own.
        for (var i = 0; i < 100; i++) await AnswerAsync(second);

        Assert.That(JobIdOf((await App.ClaimAsync(first))!), Is.EqualTo(jobs[99].JobId));
    }

    private async Task AnswerAsync(Guid annotator)
    {
        using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);
        Assert.That(submitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<Guid> GivenTeamAsync(params Guid[] members)
    {
        var team = Guid.CreateVersion7();
        await App.Host.Database.ExecuteAsync(
            """
            INSERT INTO team (id, name, created_at) VALUES (@team, 'team', @Now);
            INSERT INTO team_member (team_id, annotator_id, added_at) SELECT @team, id, @Now FROM unnest(@members) AS m (id)
            """,
            new { team, members, Now = App.Now.UtcDateTime });
        return team;
    }

    private async Task<Guid> GivenAnnotatorAsync(string email)
    {
        using var response = await App.AsAdmin().PostAsJsonAsync(
            "/v1/admin/annotators", new { email, name = "Ann", password = Password, projects = new[] { Guid.CreateVersion7() } });
        return (await JsonAsync(response))["id"]!.GetValue<Guid>();
    }
}
