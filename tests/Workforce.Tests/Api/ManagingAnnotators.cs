using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Administration;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Identity;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class ManagingAnnotators : WorkforceFixture
{
    private const string Path = "/v1/admin/annotators";

    [Test]
    public async Task An_annotator_is_created_and_shown_without_password_or_hash()
    {
        var project = await App.GivenProjectAsync();
        var email = $"Ann.{Guid.CreateVersion7():N}@Example.com";

        using var response = await App.AsAdmin().PostAsJsonAsync(Path, new { email, name = "Ann", password = Password, projects = new[] { project, project } });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        var created = await JsonAsync(response);
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo($"{Path}/{IdOf(created)}"));
        Assert.That(created["email"]!.GetValue<string>(), Is.EqualTo(email));
        Assert.That(created["name"]!.GetValue<string>(), Is.EqualTo("Ann"));
        Assert.That(created["status"]!.GetValue<string>(), Is.EqualTo("active"));
        Assert.That(created["role"]!.GetValue<string>(), Is.EqualTo("annotator"));
        Assert.That(created["projects"]!.ToJsonString(), Is.EqualTo($"""["{project}"]"""));
        Assert.That(created["create_date"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now));
        var shown = await GetAsync($"{Path}/{IdOf(created)}");
        Assert.That(shown.ToJsonString(), Is.EqualTo(created.ToJsonString()).And.Not.Contains("password").And.Not.Contains("hash"));
    }

    [Test]
    public async Task No_password_stands_in_the_database()
    {
        await App.GivenPersonAsync();

        Assert.That(await App.Host.Database.DumpAsync(), Does.Not.Contain(Password));
    }

    [Test]
    public async Task An_email_address_is_taken_in_whatever_case()
    {
        var (_, email) = await App.GivenPersonAsync();

        using var again = await App.AsAdmin().PostAsJsonAsync(Path, new { email = email.ToUpperInvariant(), name = "Bob", password = Password });

        await ProblemAsync(again, HttpStatusCode.Conflict, "email_taken");
    }

    [Test]
    public async Task Of_many_who_ask_for_one_address_at_once_one_gets_it()
    {
        var body = new { email = $"{Guid.CreateVersion7():N}@example.com", name = "Ann", password = Password };

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => App.AsAdmin().PostAsJsonAsync(Path, body)));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(7));
    }

    [TestCase(11, HttpStatusCode.BadRequest)]
    [TestCase(12, HttpStatusCode.Created)]
    [TestCase(256, HttpStatusCode.Created)]
    [TestCase(257, HttpStatusCode.BadRequest)]
    public async Task A_password_has_12_to_256_characters(int length, HttpStatusCode status)
    {
        var body = new { email = $"{Guid.CreateVersion7():N}@example.com", name = "Ann", password = new string('p', length) };

        using var response = await App.AsAdmin().PostAsJsonAsync(Path, body);

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("nobody")]
    [TestCase("@example.com")]
    [TestCase("ann@")]
    [TestCase("a@b@c")]
    [TestCase("a b@example.com")]
    [TestCase("")]
    public async Task What_is_no_email_address_is_refused(string email)
    {
        using var response = await App.AsAdmin().PostAsJsonAsync(Path, new { email, name = "Ann", password = Password });

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request");
        Assert.That(problem["errors"]!.AsObject().Select(field => field.Key), Is.EqualTo(new[] { "email" }));
    }

    [Test]
    public async Task A_change_leaves_alone_what_it_does_not_name()
    {
        var project = await App.GivenProjectAsync();
        var (id, email) = await App.GivenPersonAsync(project);

        var changed = await PatchAsync(id, new { name = "Anna" });

        Assert.That(changed["name"]!.GetValue<string>(), Is.EqualTo("Anna"));
        Assert.That(changed["email"]!.GetValue<string>(), Is.EqualTo(email));
        Assert.That(changed["projects"]!.ToJsonString(), Is.EqualTo($"""["{project}"]"""));
        Assert.That((await GetAsync($"{Path}/{id}")).ToJsonString(), Is.EqualTo(changed.ToJsonString()));
    }

    [Test]
    public async Task Membership_decides_at_the_next_claim()
    {
        var (first, second) = (await App.GivenProjectAsync(), await App.GivenProjectAsync());
        var annotator = await App.GivenAnnotatorAsync(first);
        var job = await App.GivenJobAsync(second);
        Assert.That(await App.ClaimAsync(annotator), Is.Null);

        await PatchAsync(annotator, new { projects = new[] { second } });

        Assert.That(JobIdOf((await App.ClaimAsync(annotator))!), Is.EqualTo(job.JobId));
        var cleared = await PatchAsync(annotator, new { projects = Array.Empty<Guid>() });
        Assert.That(cleared["projects"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Deactivation_ends_claims_and_gives_work_back()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        var job = await App.GivenJobAsync(project);
        await App.ClaimAsync(annotator);

        await PatchAsync(annotator, new { status = "inactive" });

        using var refused = await App.As(annotator).PostAsJsonAsync("/v1/work/next", new { });
        await ProblemAsync(refused, HttpStatusCode.Forbidden, "annotator_inactive");
        Assert.That(JobIdOf((await App.ClaimAsync(other))!), Is.EqualTo(job.JobId));
    }

    [TestCase("""{"password":"another password"}""", true)]
    [TestCase("""{"status":"inactive"}""", true)]
    [TestCase("""{"role":"administrator"}""", true)]
    [TestCase("""{"name":"Anna","status":"active","role":"annotator","projects":[]}""", false)]
    public async Task Sessions_end_with_what_they_were_built_on(string change, bool end)
    {
        await using var tap = await App.Host.TapAsync<SessionEnded>();
        var annotator = await App.GivenAnnotatorAsync();
        var marker = await App.GivenAnnotatorAsync();

        await PatchAsync(annotator, JsonNode.Parse(change)!);
        await PatchAsync(marker, new { status = "inactive" });

        await tap.NextAsync(ended => ended.AnnotatorId == marker);
        var heard = tap.Events.Where(ended => ended.AnnotatorId == annotator).ToList();
        Assert.That(heard, Has.Count.EqualTo(end ? 1 : 0));
        Assert.That(heard.Select(ended => ended.SessionId), Is.All.Null, "all of the person's");
    }

    [Test]
    public async Task The_list_pages_newest_first()
    {
        await using var app = await WorkforceApp.StartAsync();
        var created = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            created.Insert(0, await app.GivenAnnotatorAsync());
        }

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await JsonAsync(await app.AsAdmin().GetAsync(new Uri($"{Path}?limit=2&cursor={cursor}", UriKind.Relative)));
            seen.AddRange(page["items"]!.AsArray().Select(annotator => IdOf(annotator!)));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.That(seen, Is.EqualTo(created));
    }

    [Test]
    public async Task Each_change_is_audited_without_its_contents()
    {
        await using var tap = await App.Host.TapAsync<AdministratorActed>();
        var annotator = await App.GivenAnnotatorAsync();

        await PatchAsync(annotator, new { password = "a password nobody may read" });

        var act = await tap.NextAsync(heard => heard.Action == "ChangeAnnotator");
        Assert.That(act.Path, Is.EqualTo($"{Path}/{annotator}"));
        Assert.That(act.ToString(), Does.Not.Contain("nobody may read"));
    }

    [Test]
    public async Task Only_administrators_may()
    {
        var annotator = await App.GivenAnnotatorAsync();
        foreach (var caller in new[] { new Caller { AnnotatorId = annotator }, new Caller { AccountId = annotator }, new Caller { Service = "jobs" } })
        {
            using var response = await App.Host.ClientFor(caller).GetAsync(new Uri(Path, UriKind.Relative));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        using var administrator = await App.Host.ClientFor(new Caller { AnnotatorId = annotator, IsAdmin = true }).GetAsync(new Uri(Path, UriKind.Relative));
        Assert.That(administrator.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("00000000-0000-0000-0000-000000000000")]
    [TestCase("nonsense")]
    public async Task An_unknown_or_malformed_id_is_not_found(string id)
    {
        using var shown = await App.AsAdmin().GetAsync(new Uri($"{Path}/{id}", UriKind.Relative));
        using var changed = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{id}", new { name = "Anna" });

        await ProblemAsync(shown, HttpStatusCode.NotFound, "annotator_not_found");
        await ProblemAsync(changed, HttpStatusCode.NotFound, "annotator_not_found");
    }

    private async Task<JsonNode> GetAsync(string path) => await JsonAsync(await App.AsAdmin().GetAsync(new Uri(path, UriKind.Relative)));

    private async Task<JsonNode> PatchAsync(Guid id, object change)
    {
        using var response = await App.AsAdmin().PatchAsJsonAsync($"{Path}/{id}", change);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }
}
