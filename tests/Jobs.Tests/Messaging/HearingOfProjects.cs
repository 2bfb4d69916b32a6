using System.Net;
using Hitl.Contracts.Projects;
using Hitl.TestKit;

namespace Hitl.Jobs.Tests.Messaging;

internal sealed class HearingOfProjects
{
    [Test]
    public async Task A_project_that_was_deactivated_takes_no_more_jobs_though_it_was_remembered_as_active()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await client.CreateAsync();

        await PublishAsync(app, app.GivenProject(client.AccountId, ProjectStatus.Inactive, client.ProjectId, version: 3));

        await Eventually.AssertAsync(
            async () => (await client.PostAsync(client.Order())).Status == HttpStatusCode.Conflict, "the project takes no more jobs");
    }

    [Test]
    public async Task Every_instance_hears_of_a_deactivation()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await JobsApp.StartAsync(new ServiceHostOptions { Database = database });
        await using var other = await JobsApp.StartAsync(new ServiceHostOptions { Database = database, Prefix = one.Host.Prefix }, one.Others);
        var client = one.GivenClientWithProject();
        var elsewhere = other.GivenClient(accountId: client.AccountId);
        elsewhere.ProjectId = client.ProjectId;
        await client.CreateAsync();
        await elsewhere.CreateAsync();

        await PublishAsync(one, one.GivenProject(client.AccountId, ProjectStatus.Inactive, client.ProjectId, version: 3));

        foreach (var each in new[] { client, elsewhere })
        {
            await Eventually.AssertAsync(
                async () => (await each.PostAsync(each.Order())).Status == HttpStatusCode.Conflict,
                "neither instance takes jobs from memory",
                TimeSpan.FromSeconds(15));
        }
    }

    [Test]
    public async Task What_is_known_from_an_event_need_not_be_asked_for()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient();
        var facts = app.GivenProject(client.AccountId);
        client.ProjectId = facts.ProjectId;
        app.Others.Projects.TryRemove(facts.ProjectId, out _);

        await PublishAsync(app, facts);
        await EventuallyHasAsync(app, facts.ProjectId, 2, true);

        await client.CreateAsync();
    }

    [Test]
    public async Task An_older_version_never_replaces_a_newer_one()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient();
        var newer = app.GivenProject(client.AccountId, ProjectStatus.Inactive, version: 5);
        var marker = app.GivenProject(client.AccountId);

        await PublishAsync(app, newer);
        await EventuallyHasAsync(app, newer.ProjectId, 5, false);
        await PublishAsync(app, newer with { Version = 4, Status = ProjectStatus.Active });
        await PublishAsync(app, marker);
        await EventuallyHasAsync(app, marker.ProjectId, 2, true);

        await EventuallyHasAsync(app, newer.ProjectId, 5, false);
    }

    private static Task PublishAsync(JobsApp app, ProjectFacts facts) =>
        app.Host.PublishAsync(new ProjectChanged { Change = ProjectChange.Activated, Project = facts, OccurredAt = DateTimeOffset.UtcNow });

    private static Task EventuallyHasAsync(JobsApp app, Guid id, long version, bool isActive) => Eventually.AssertAsync(
        async () => await app.Database.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM project WHERE id = @id AND version = @version AND is_active = @isActive)", new { id, version, isActive }),
        $"the copy is of version {version}");
}
