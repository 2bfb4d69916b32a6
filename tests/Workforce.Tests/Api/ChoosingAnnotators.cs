using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>Teams, daily limits and counts of annotators, and the filters of their list.</summary>
internal sealed class ChoosingAnnotators : WorkforceFixture
{
    private const string Path = "/v1/admin/annotators";

    [Test]
    public async Task Teams_are_given_at_creation_and_replaced_later()
    {
        var (first, second) = (await App.GivenTeamAsync(), await App.GivenTeamAsync());
        var body = new { email = $"{Guid.CreateVersion7():N}@example.com", name = "Ann", password = Password, teams = new[] { first, first } };
        using var response = await App.AsAdmin().PostAsJsonAsync(Path, body);
        var created = await JsonAsync(response);
        Assert.That(created["teams"]!.ToJsonString(), Is.EqualTo($"""["{first}"]"""));

        var changed = await PatchAsync(IdOf(created), new { teams = new[] { second } });
        Assert.That(changed["teams"]!.ToJsonString(), Is.EqualTo($"""["{second}"]"""));
        Assert.That((await PatchAsync(IdOf(created), new { name = "Anna" }))["teams"]!.ToJsonString(), Is.EqualTo($"""["{second}"]"""));
        Assert.That((await PatchAsync(IdOf(created), new { teams = Array.Empty<Guid>() }))["teams"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task An_unknown_team_is_refused_and_nothing_else_changes()
    {
        var (id, email) = await App.GivenPersonAsync();

        using var changed = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{id}", new { name = "Other", teams = new[] { Guid.CreateVersion7() } });
        using var created = await App.AsAdmin().PostAsJsonAsync(
            Path, new { email = $"x{email}", name = "Bob", password = Password, teams = new[] { Guid.CreateVersion7() } });

        await ProblemAsync(changed, HttpStatusCode.NotFound, "team_not_found");
        await ProblemAsync(created, HttpStatusCode.NotFound, "team_not_found");
        Assert.That((await GetAsync($"{Path}/{id}"))["name"]!.GetValue<string>(), Is.EqualTo("Ann"));
        Assert.That((await GetAsync($"{Path}?email=x{email}"))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_daily_limit_counts_what_was_submitted_and_what_is_held_until_midnight()
    {
        await using var app = await WorkforceApp.StartAsync();
        app.Clock.Advance(app.Now.UtcDateTime.Date.AddDays(1).AddHours(9) - app.Now.UtcDateTime);
        var (project, annotator) = await app.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 4; i++) await app.GivenJobAsync(project);
        using (var limited = await app.AsAdmin().PatchAsJsonAsync($"{Path}/{annotator}", new { jobs_per_day = 2 }))
            Assert.That((await JsonAsync(limited))["jobs_per_day"]!.GetValue<int>(), Is.EqualTo(2));

        for (var i = 0; i < 2; i++)
        {
            var assignment = (await app.ClaimAsync(annotator))!;
            Assert.That(IdOf((await app.ClaimAsync(annotator))!), Is.EqualTo(IdOf(assignment)), "what is held is given again, limit or not");
            using var submitted = await app.SubmitAsync(annotator, assignment);
        }

        using var refused = await app.As(annotator).PostAsJsonAsync("/v1/work/next", new { });
        var problem = await ProblemAsync(refused, HttpStatusCode.Conflict, "capacity_reached");
        var midnight = new DateTimeOffset(app.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        Assert.That(problem["reset_date"]!.GetValue<DateTimeOffset>(), Is.EqualTo(midnight));
        Assert.That(problem["jobs_per_day"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromHours(15)));

        app.Clock.Advance(midnight - app.Now);
        Assert.That(await app.ClaimAsync(annotator), Is.Not.Null);
    }

    [Test]
    public async Task Without_its_limit_again_a_person_goes_on()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 2; i++) await App.GivenJobAsync(project);
        await PatchAsync(annotator, new { jobs_per_day = 1 });
        using (await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!))
        {
            using var refused = await App.As(annotator).PostAsJsonAsync("/v1/work/next", new { });
            await ProblemAsync(refused, HttpStatusCode.Conflict, "capacity_reached");
        }

        Assert.That((await PatchAsync(annotator, JsonNode.Parse("""{"jobs_per_day":null}""")!))["jobs_per_day"], Is.Null);

        Assert.That(await App.ClaimAsync(annotator), Is.Not.Null);
    }

    [TestCase("""{"jobs_per_day":0}""")]
    [TestCase("""{"jobs_per_day":100001}""")]
    [TestCase("""{"jobs_per_day":"many"}""")]
    public async Task A_limit_is_a_number_of_jobs(string change)
    {
        using var response = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{await App.GivenAnnotatorAsync()}", JsonNode.Parse(change));

        Assert.That((await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request"))["errors"]!["jobs_per_day"], Is.Not.Null);
    }

    [Test]
    public async Task Counts_tell_what_was_done_and_what_is_held()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < 3; i++) await App.GivenJobAsync(project);
        for (var i = 0; i < 2; i++)
        {
            using var submitted = await App.SubmitAsync(annotator, (await App.ClaimAsync(annotator))!);
        }

        await App.ClaimAsync(annotator);

        var shown = await GetAsync($"{Path}/{annotator}");
        Assert.That(shown["jobs_done"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(shown["jobs_held"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_list_is_filtered_by_status_team_project_and_beginning_of_the_address()
    {
        var project = await App.GivenProjectAsync();
        var team = await App.GivenTeamAsync();
        var (inProject, email) = await App.GivenPersonAsync(project);
        var (inTeam, other) = await App.GivenPersonAsync();
        await PatchAsync(inTeam, new { teams = new[] { team }, status = "inactive" });

        Assert.That(await ListAsync($"project_id={project}"), Is.EqualTo(new[] { inProject }));
        Assert.That(await ListAsync($"team_id={team}"), Is.EqualTo(new[] { inTeam }));
        Assert.That(await ListAsync($"team_id={team}&status=active"), Is.Empty);
        Assert.That(await ListAsync($"team_id={team}&status=inactive"), Is.EqualTo(new[] { inTeam }));
        Assert.That(await ListAsync($"email={email[..30].ToUpperInvariant()}"), Is.EqualTo(new[] { inProject }));
        Assert.That(await ListAsync($"email={other}"), Is.EqualTo(new[] { inTeam }));
        Assert.That(await ListAsync("email=%25"), Is.Empty);
    }

    [TestCase("status=away", "status")]
    [TestCase("team_id=x", "team_id")]
    [TestCase("project_id=x", "project_id")]
    [TestCase("cursor=x", "cursor")]
    public async Task A_bad_filter_is_named(string query, string field)
    {
        using var response = await App.AsAdmin().GetAsync(new Uri($"{Path}?{query}", UriKind.Relative));

        Assert.That((await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request"))["errors"]![field], Is.Not.Null);
    }

    private async Task<IEnumerable<Guid>> ListAsync(string query) =>
        (await GetAsync($"{Path}?{query}"))["items"]!.AsArray().Select(annotator => IdOf(annotator!));

    private async Task<JsonNode> GetAsync(string path) => await JsonAsync(await App.AsAdmin().GetAsync(new Uri(path, UriKind.Relative)));

    private async Task<JsonNode> PatchAsync(Guid id, object change)
    {
        using var response = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{id}", change);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }
}
