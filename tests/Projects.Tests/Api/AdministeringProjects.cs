using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Api;

internal sealed class AdministeringProjects
{
    private static ProjectsApp App => Shared.App;

    [TestCase(ProjectStatus.New, "activate", "active")]
    [TestCase(ProjectStatus.New, "deactivate", "inactive")]
    [TestCase(ProjectStatus.Active, "deactivate", "inactive")]
    [TestCase(ProjectStatus.Inactive, "activate", "active")]
    public async Task A_legal_move_answers_the_project_and_is_published(ProjectStatus from, string move, string to)
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync(), from);
        var before = await FactsAsync(project);
        await using var tap = await App.Host.TapAsync<ProjectChanged>();

        var moved = await (await MoveAsync(project, move)).ReadAsync(HttpStatusCode.OK);

        Assert.That(moved.GetProperty("status").GetString(), Is.EqualTo(to));
        var heard = await tap.NextAsync(changed => changed.Project.ProjectId == project && changed.Project.Version > before.Version);
        Assert.That(heard.Change, Is.EqualTo(move == "activate" ? ProjectChange.Activated : ProjectChange.Deactivated));
        Assert.That(Answers.Json(heard.Project), Is.EqualTo(Answers.Json(await FactsAsync(project))));
        Assert.That(heard.Project.Version, Is.EqualTo(before.Version + 1));
    }

    [TestCase(ProjectStatus.Active, "activate")]
    [TestCase(ProjectStatus.Inactive, "deactivate")]
    public async Task A_forbidden_move_is_409_and_changes_nothing(ProjectStatus from, string move)
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync(), from);
        var before = await FactsAsync(project);

        await (await MoveAsync(project, move)).ReadProblemAsync(HttpStatusCode.Conflict, "project_status_conflict");

        Assert.That(Answers.Json(await FactsAsync(project)), Is.EqualTo(Answers.Json(before)));
    }

    [Test]
    public async Task Of_administrators_who_activate_at_once_one_does()
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => App.ActivateAsync(project)));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(5));
        Assert.That((await FactsAsync(project)).Version, Is.EqualTo(2));
    }

    [Test]
    public async Task The_reason_stands_with_an_inactive_project_and_goes_when_it_is_activated()
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        var refused = await (await App.DeactivateAsync(project, "The instructions are empty")).ReadAsync(HttpStatusCode.OK);
        var activated = await (await App.ActivateAsync(project)).ReadAsync(HttpStatusCode.OK);

        Assert.That(refused.GetProperty("status_reason").GetString(), Is.EqualTo("The instructions are empty"));
        Assert.That(activated.GetProperty("status_reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public async Task Deactivating_needs_a_reason(string? reason)
    {
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        await (await App.DeactivateAsync(project, reason)).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "reason");
    }

    [Test]
    public async Task A_project_shows_administrators_everything()
    {
        var account = await App.GivenAccountAsync();
        var id = await App.GivenProjectAsync(account, "Cats");

        var project = await (await App.Admin.GetAsync($"/v1/admin/projects/{id}")).ReadAsync(HttpStatusCode.OK);

        Assert.That(project.NamesOf(), Is.EqualTo(new[]
        {
            "id", "account_id", "name", "status", "status_reason", "create_date", "instructions_file", "instructions_version", "settings",
        }));
        Assert.That(project.GetProperty("id").GetGuid(), Is.EqualTo(id));
        Assert.That(project.GetProperty("account_id").GetGuid(), Is.EqualTo(account));
        Assert.That(project.GetProperty("instructions_file").GetString(), Does.StartWith("http://hitl.test/v1/files/"));
        Assert.That(project.GetProperty("settings").GetProperty("lease_minutes").GetInt32(), Is.EqualTo(30));
        Assert.That(project.GetProperty("settings").GetProperty("completion_rule").GetString(), Is.EqualTo("first"));
    }

    [Test]
    public async Task The_list_goes_over_all_accounts_by_status_and_by_account()
    {
        var (one, other) = (await App.GivenAccountAsync(), await App.GivenAccountAsync());
        var oneNew = await App.GivenProjectAsync(one, ProjectStatus.New);
        var oneActive = await App.GivenProjectAsync(one, ProjectStatus.Active);
        var otherNew = await App.GivenProjectAsync(other, ProjectStatus.New);

        var all = await AllAsync("");
        var fresh = await AllAsync("status=new");
        var ofOne = await AllAsync($"account_id={one}");

        Assert.That(all, Is.SupersetOf(new[] { oneNew, oneActive, otherNew }));
        Assert.That(fresh, Is.SupersetOf(new[] { oneNew, otherNew }));
        Assert.That(fresh, Does.Not.Contain(oneActive));
        Assert.That(ofOne, Is.EquivalentTo(new[] { oneNew, oneActive }));
        Assert.That(await AllAsync($"account_id={one}&status=active"), Is.EqualTo(new[] { oneActive }));
        Assert.That(await AllAsync($"account_id={one}&status=inactive"), Is.Empty);
        Assert.That(await AllAsync($"account_id={Guid.CreateVersion7()}"), Is.Empty);
    }

    [Test]
    public async Task Projects_are_asked_for_by_their_ids_at_once()
    {
        var (one, other) = (await App.GivenAccountAsync(), await App.GivenAccountAsync());
        var (ofOne, ofOther) = (await App.GivenProjectAsync(one), await App.GivenProjectAsync(other));
        await App.GivenProjectAsync(one);

        Assert.That(await AllAsync($"ids={ofOne},{ofOther},{Guid.CreateVersion7()}"), Is.EqualTo(new[] { ofOther, ofOne }));
        Assert.That(await AllAsync($"ids={ofOne},{ofOther}&account_id={one}"), Is.EqualTo(new[] { ofOne }));
        Assert.That(await AllAsync("ids="), Is.Empty);
    }

    [TestCase("ids=x", "ids")]
    [TestCase("status=done", "status")]
    [TestCase("status=", "status")]
    [TestCase("status=New", "status")]
    [TestCase("account_id=7", "account_id")]
    [TestCase("limit=x", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task A_bad_filter_is_400_by_name(string query, string field) =>
        await (await App.Admin.GetAsync($"/v1/admin/projects?{query}")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);

    [TestCase("GET", "")]
    [TestCase("POST", "/activate")]
    [TestCase("POST", "/deactivate")]
    [TestCase("PUT", "/settings")]
    [TestCase("PUT", "/instructions")]
    public async Task An_unknown_project_is_404_and_others_than_administrators_are_refused(string method, string act)
    {
        var path = $"/v1/admin/projects/{Guid.CreateVersion7()}{act}";

        await (await SendAsync(App.Admin, method, path)).ReadProblemAsync(HttpStatusCode.NotFound, "project_not_found");
        await (await SendAsync(App.Admin, method, $"/v1/admin/projects/x{act}")).ReadProblemAsync(HttpStatusCode.NotFound, "project_not_found");
        await (await SendAsync(App.ClientOf(await App.GivenAccountAsync()), method, path)).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await SendAsync(App.Host.ClientFor(null), method, path)).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = JsonContent.Create(new { reason = "Because", instructions_file_url = FakeFiles.NewUrl() });
        return await client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> MoveAsync(Guid project, string move) =>
        move == "activate" ? App.ActivateAsync(project) : App.DeactivateAsync(project);

    private static async Task<ProjectFacts> FactsAsync(Guid project) => (await App.AsService.GetProjectAsync(project, CancellationToken.None))!;

    /// <summary>All pages of the list, in small pages.</summary>
    private static async Task<List<Guid>> AllAsync(string filter)
    {
        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await (await App.Admin.GetAsync($"/v1/admin/projects?{filter}&limit=7&cursor={cursor}")).ReadAsync(HttpStatusCode.OK);
            ids.AddRange(page.GetProperty("items").IdsOf());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(ids, Is.Unique);
        return ids;
    }
}
