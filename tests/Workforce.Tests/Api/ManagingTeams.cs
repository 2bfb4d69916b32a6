using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Administration;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class ManagingTeams : WorkforceFixture
{
    private const string Path = "/v1/admin/teams";

    [Test]
    public async Task A_team_is_created_shown_renamed_and_deleted()
    {
        var account = Guid.CreateVersion7();
        using var response = await App.AsAdmin().PostAsJsonAsync(Path, new { name = "Radiology", account_id = account });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
        var created = await JsonAsync(response);
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo($"{Path}/{IdOf(created)}"));
        Assert.That(
            created.ToJsonString(),
            Is.EqualTo($$"""{"id":"{{IdOf(created)}}","name":"Radiology","account_id":"{{account}}","members":0,"create_date":{{created["create_date"]!.ToJsonString()}}}"""));
        Assert.That((await GetAsync($"{Path}/{IdOf(created)}")).ToJsonString(), Is.EqualTo(created.ToJsonString()));

        using var renamed = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{IdOf(created)}", new { name = "Radiologists" });
        Assert.That((await JsonAsync(renamed))["name"]!.GetValue<string>(), Is.EqualTo("Radiologists"));

        using var deleted = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(created)}", UriKind.Relative));
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        using var gone = await App.AsAdmin().GetAsync(new Uri($"{Path}/{IdOf(created)}", UriKind.Relative));
        await ProblemAsync(gone, HttpStatusCode.NotFound, "team_not_found");
    }

    [Test]
    public async Task People_join_by_id_or_address_once_and_leave()
    {
        var team = await App.GivenTeamAsync();
        var (first, second) = (await App.GivenPersonAsync(), await App.GivenPersonAsync());

        using var byId = await AddAsync(team, new { annotator_id = first.Id });
        Assert.That(byId.StatusCode, Is.EqualTo(HttpStatusCode.OK), await byId.Content.ReadAsStringAsync());
        using var byEmail = await AddAsync(team, new { email = second.Email.ToUpperInvariant() });
        using var again = await AddAsync(team, new { annotator_id = second.Id });

        Assert.That((await JsonAsync(byEmail))["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(second.Id));
        Assert.That((await JsonAsync(again)).ToJsonString(), Is.EqualTo((await JsonAsync(byEmail)).ToJsonString()));
        Assert.That((await GetAsync($"{Path}/{team}"))["members"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(await MembersAsync(team), Is.EquivalentTo(new[] { first.Id, second.Id }));

        using var left = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{team}/members/{first.Id}", UriKind.Relative));
        using var leftAgain = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{team}/members/{first.Id}", UriKind.Relative));

        Assert.That(left.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await ProblemAsync(leftAgain, HttpStatusCode.NotFound, "member_not_found");
        Assert.That(await MembersAsync(team), Is.EqualTo(new[] { second.Id }));
    }

    [TestCase("""{}""")]
    [TestCase("""{"annotator_id":"01890000-0000-7000-8000-000000000000","email":"a@example.com"}""")]
    public async Task A_member_is_named_in_one_way(string body)
    {
        using var response = await AddAsync(await App.GivenTeamAsync(), JsonNode.Parse(body)!);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request");
        Assert.That(problem["errors"]!["annotator_id"], Is.Not.Null);
    }

    [Test]
    public async Task An_unknown_person_cannot_join()
    {
        using var response = await AddAsync(await App.GivenTeamAsync(), new { email = $"{Guid.CreateVersion7():N}@example.com" });

        await ProblemAsync(response, HttpStatusCode.NotFound, "annotator_not_found");
    }

    [Test]
    public async Task A_team_that_a_project_is_given_to_stays()
    {
        var team = await App.GivenTeamAsync();
        var project = await App.GivenProjectAsync(new ProjectSettings { TeamIds = [team] });

        using (var refused = await DeleteAsync(team)) await ProblemAsync(refused, HttpStatusCode.Conflict, "team_in_use");
        Assert.That((await GetAsync($"{Path}/{team}"))["id"]!.GetValue<Guid>(), Is.EqualTo(team));

        await App.HearAsync(App.ProjectOf(project, version: 3));
        using var deleted = await DeleteAsync(team);
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task A_team_that_an_open_job_is_given_to_stays_until_the_jobs_end()
    {
        var team = await App.GivenTeamAsync();
        var job = App.JobOf(await App.GivenProjectAsync()) with { TeamId = team };
        await App.HearAsync(job);

        using (var refused = await DeleteAsync(team)) await ProblemAsync(refused, HttpStatusCode.Conflict, "team_in_use");

        await App.HearAsync(App.CanceledOf(job));
        using var deleted = await DeleteAsync(team);
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task The_list_pages_newest_first_and_by_account()
    {
        var account = Guid.CreateVersion7();
        var teams = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            teams.Insert(0, await App.GivenTeamAsync(account));
            await App.GivenTeamAsync(Guid.CreateVersion7());
        }

        var first = await GetAsync($"{Path}?account_id={account}&limit=2");
        var second = await GetAsync($"{Path}?account_id={account}&limit=2&cursor={first["next_cursor"]!.GetValue<string>()}");

        Assert.That(first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(team => IdOf(team!)), Is.EqualTo(teams));
        Assert.That(second["next_cursor"], Is.Null);
    }

    [TestCase("account_id=nonsense", "account_id")]
    [TestCase("limit=0", "limit")]
    public async Task A_bad_parameter_is_named(string query, string field)
    {
        using var response = await App.AsAdmin().GetAsync(new Uri($"{Path}?{query}", UriKind.Relative));

        Assert.That((await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request"))["errors"]![field], Is.Not.Null);
    }

    [TestCase("00000000-0000-0000-0000-000000000000")]
    [TestCase("nonsense")]
    public async Task An_unknown_or_malformed_id_is_not_found(string id)
    {
        var admin = App.AsAdmin();
        using var shown = await admin.GetAsync(new Uri($"{Path}/{id}", UriKind.Relative));
        using var renamed = await admin.PatchAsJsonAsync($"{Path}/{id}", new { name = "Other" });
        using var deleted = await admin.DeleteAsync(new Uri($"{Path}/{id}", UriKind.Relative));
        using var listed = await admin.GetAsync(new Uri($"{Path}/{id}/members", UriKind.Relative));
        using var joined = await admin.PostAsJsonAsync($"{Path}/{id}/members", new { annotator_id = Guid.CreateVersion7() });
        using var left = await admin.DeleteAsync(new Uri($"{Path}/{id}/members/{id}", UriKind.Relative));

        foreach (var response in new[] { shown, renamed, deleted, listed, joined, left }) await ProblemAsync(response, HttpStatusCode.NotFound, "team_not_found");
    }

    [Test]
    public async Task Each_change_is_audited_and_only_administrators_may()
    {
        await using var tap = await App.Host.TapAsync<AdministratorActed>();
        var team = await App.GivenTeamAsync();
        var annotator = await App.GivenAnnotatorAsync();

        using var joined = await AddAsync(team, new { annotator_id = annotator });
        using var refused = await App.As(annotator).GetAsync(new Uri($"{Path}/{team}", UriKind.Relative));
        using var account = await App.Host.ClientFor(new Caller { AccountId = annotator }).PostAsJsonAsync(Path, new { name = "Mine" });

        Assert.That((await tap.NextAsync(act => act.Action == "AddTeamMember")).Path, Is.EqualTo($"{Path}/{team}/members"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(account.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private Task<HttpResponseMessage> DeleteAsync(Guid team) => App.AsAdmin().DeleteAsync(new Uri($"{Path}/{team}", UriKind.Relative));

    private Task<HttpResponseMessage> AddAsync(Guid team, object member) => App.AsAdmin().PostAsJsonAsync($"{Path}/{team}/members", member);

    private async Task<IEnumerable<Guid>> MembersAsync(Guid team) =>
        (await GetAsync($"{Path}/{team}/members"))["items"]!.AsArray().Select(member => member!["annotator_id"]!.GetValue<Guid>());

    private async Task<JsonNode> GetAsync(string path) => await JsonAsync(await App.AsAdmin().GetAsync(new Uri(path, UriKind.Relative)));
}
