using System.Net;
using System.Text.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Internal;

internal sealed class OpeningProjectsOfDialects
{
    private const string Key = "scale:categorization";

    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task The_first_use_opens_a_project_that_takes_jobs_and_tells_the_others()
    {
        var account = await App.GivenAccountAsync();
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var opened = await EnsureAsync(account);

        var facts = await App.AsService.GetProjectAsync(opened.ProjectId, CancellationToken.None);
        Assert.That((facts!.AccountId, facts.Status, facts.Name), Is.EqualTo((account, ProjectStatus.Active, "Scale categorization")));
        Assert.That((facts.InstructionsFile, facts.InstructionsVersion), Is.EqualTo(((Contracts.Files.StoredFile?)null, 0)));
        var heard = await tap.NextAsync(changed => changed.Project.ProjectId == opened.ProjectId);
        Assert.That((heard.Change, heard.Project.Status), Is.EqualTo((ProjectChange.Created, ProjectStatus.Active)));
    }

    [Test]
    public async Task Many_first_uses_at_once_open_one()
    {
        var account = await App.GivenAccountAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => EnsureAsync(account)));

        Assert.That(all.Select(project => project.ProjectId).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await ListAsync(account)).IdsOf(), Is.EqualTo(new[] { all[0].ProjectId }));
    }

    [Test]
    public async Task Another_key_and_another_account_have_projects_of_their_own()
    {
        var (one, other) = (await App.GivenAccountAsync(), await App.GivenAccountAsync());

        var projects = new[] { await EnsureAsync(one), await EnsureAsync(one, "scale:comparison"), await EnsureAsync(other) };

        Assert.That(projects.Select(project => project.ProjectId), Is.Unique);
    }

    [Test]
    public async Task It_comes_with_the_accounts_default_callback_url()
    {
        var account = await App.GivenAccountAsync();
        Assert.That((await EnsureAsync(account)).DefaultCallbackUrl, Is.Null);

        await App.Admin.PatchAsync($"/v1/admin/accounts/{account}", System.Net.Http.Json.JsonContent.Create(new { default_callback_url = "https://example.com/hook" }));

        Assert.That((await EnsureAsync(account)).DefaultCallbackUrl, Is.EqualTo("https://example.com/hook"));
    }

    [Test]
    public async Task Of_an_unknown_account_there_is_none() =>
        Assert.That(await App.AsService.EnsureProjectAsync(new EnsureProject(Guid.CreateVersion7(), Key, "Scale"), CancellationToken.None), Is.Null);

    [Test]
    public async Task Its_account_sees_it_without_instructions_and_may_add_some()
    {
        var account = await App.GivenAccountAsync();
        var project = (await EnsureAsync(account)).ProjectId;

        var shown = (await ListAsync(account))[0];
        Assert.That(shown.GetProperty("instructions_file").ValueKind, Is.EqualTo(JsonValueKind.Null));

        var instructed = await App.ClientOf(account).PutAsync(
            $"/v1/projects/{project}/instructions", System.Net.Http.Json.JsonContent.Create(new { instructions_file_url = FakeFiles.NewUrl() }));
        Assert.That((await instructed.ReadAsync(HttpStatusCode.OK)).GetProperty("instructions_version").GetInt32(), Is.EqualTo(1));
    }

    private static async Task<DialectProject> EnsureAsync(Guid account, string key = Key) =>
        (await App.AsService.EnsureProjectAsync(new EnsureProject(account, key, "Scale categorization"), CancellationToken.None))!;

    private static async Task<JsonElement> ListAsync(Guid account) =>
        await (await App.ClientOf(account).GetAsync("/v1/projects")).ReadAsync(HttpStatusCode.OK);
}
