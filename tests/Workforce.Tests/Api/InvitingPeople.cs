using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.ServiceDefaults.Identity;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class InvitingPeople : WorkforceFixture
{
    private const string Path = "/v1/admin/invitations";

    private static int _addresses;

    [Test]
    public async Task An_invitation_shows_its_link_once_and_keeps_only_its_hash()
    {
        var project = await App.GivenProjectAsync();
        var team = await App.GivenTeamAsync();
        var email = NewEmail();
        using var response = await App.AsAdmin().PostAsJsonAsync(
            Path, new { email, name = "Ann", role = "reviewer", projects = new[] { project }, teams = new[] { team }, expires_hours = 24 });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
        var created = await JsonAsync(response);
        Assert.That(created["url"]!.GetValue<string>(), Does.StartWith("http://hitl.test/app/invitations/"));
        Assert.That(TokenOf(created), Has.Length.EqualTo(43), "256 bits");
        Assert.That(created["expire_date"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now.AddHours(24)));
        using var shown = await App.AsAdmin().GetAsync(response.Headers.Location);
        var text = await shown.Content.ReadAsStringAsync();
        Assert.That(text, Does.Not.Contain(TokenOf(created)).And.Not.Contain("url"));
        var invitation = JsonNode.Parse(text)!;
        Assert.That(invitation["state"]!.GetValue<string>(), Is.EqualTo("open"));
        Assert.That(invitation["role"]!.GetValue<string>(), Is.EqualTo("reviewer"));
        Assert.That(invitation["projects"]!.ToJsonString(), Is.EqualTo($"""["{project}"]"""));
        Assert.That(invitation["teams"]!.ToJsonString(), Is.EqualTo($"""["{team}"]"""));
        Assert.That(await App.Host.Database.DumpAsync(), Does.Not.Contain(TokenOf(created)));
    }

    [Test]
    public async Task Who_accepts_is_what_the_invitation_says_and_signed_in_as_by_signing_in()
    {
        var project = await App.GivenProjectAsync();
        var team = await App.GivenTeamAsync();
        var email = NewEmail();
        var invitation = await InviteAsync(new { email, name = "Ann", role = "reviewer", projects = new[] { project }, teams = new[] { team } });

        using var opened = await OpenAsync(TokenOf(invitation));
        Assert.That(
            (await JsonAsync(opened)).ToJsonString(),
            Is.EqualTo($$"""{"name":"Ann","email":"{{email}}","role":"reviewer","expire_date":{{invitation["expire_date"]!.ToJsonString()}}}"""));
        using var accepted = await AcceptAsync(TokenOf(invitation), new { name = "Anna", password = Password });

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK), await accepted.Content.ReadAsStringAsync());
        using var signedIn = await App.SignInAsync(email);
        var (answer, usual) = ((await JsonAsync(accepted)).AsObject(), (await JsonAsync(signedIn)).AsObject());
        Assert.That(answer.Select(member => member.Key), Is.EqualTo(usual.Select(member => member.Key)));
        Assert.That(answer["annotator_id"]!.ToJsonString(), Is.EqualTo(usual["annotator_id"]!.ToJsonString()));
        Assert.That(accepted.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("hitl=").And.Contain("httponly"));
        var id = answer["annotator_id"]!.GetValue<Guid>();
        var annotator = await GetAsync($"/v1/admin/annotators/{id}");
        Assert.That(annotator["name"]!.GetValue<string>(), Is.EqualTo("Anna"));
        Assert.That(annotator["role"]!.GetValue<string>(), Is.EqualTo("reviewer"));
        Assert.That(annotator["projects"]!.ToJsonString(), Is.EqualTo($"""["{project}"]"""));
        Assert.That(annotator["teams"]!.ToJsonString(), Is.EqualTo($"""["{team}"]"""));
        var after = await GetAsync($"{Path}/{IdOf(invitation)}");
        Assert.That(after["state"]!.GetValue<string>(), Is.EqualTo("accepted"));
        Assert.That(after["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(id));
        Assert.That(after["accept_date"]!.GetValue<DateTimeOffset>(), Is.EqualTo(App.Now));
    }

    [Test]
    public async Task Of_many_who_accept_at_once_one_comes_in()
    {
        var token = TokenOf(await InviteAsync(new { }));

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AcceptAsync(token, new { email = NewEmail(), name = "Ann", password = Password })));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.NotFound), Is.EqualTo(7));
    }

    [Test]
    public async Task A_link_that_holds_no_more_answers_like_one_that_never_was()
    {
        var used = TokenOf(await InviteAsync(new { }));
        using (await AcceptAsync(used, new { email = NewEmail(), name = "Ann", password = Password }))
        {
        }

        var revoked = await InviteAsync(new { });
        using var revocation = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(revoked)}", UriKind.Relative));
        Assert.That(revocation.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await using var later = await WorkforceApp.StartAsync();
        var expired = TokenOf(await InviteAsync(new { expires_hours = 1 }, later));
        later.Clock.Advance(TimeSpan.FromHours(1));

        var bodies = new List<string>();
        foreach (var (app, token) in new[] { (App, used), (App, TokenOf(revoked)), (later, expired), (App, new string('A', 43)), (App, "short") })
        {
            using var opened = await OpenAsync(token, app);
            using var accepted = await AcceptAsync(token, new { email = NewEmail(), name = "Ann", password = Password }, app);
            foreach (var response in new[] { opened, accepted })
            {
                var problem = await ProblemAsync(response, HttpStatusCode.NotFound, "invitation_not_found");
                problem.AsObject().Remove("request_id");
                bodies.Add(problem.ToJsonString());
            }
        }

        Assert.That(bodies.Distinct(StringComparer.Ordinal).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_address_that_is_fixed_cannot_be_replaced_and_a_free_one_must_be_given()
    {
        var email = NewEmail();
        var fixedTo = TokenOf(await InviteAsync(new { email }));
        var free = TokenOf(await InviteAsync(new { }));

        using var other = await AcceptAsync(fixedTo, new { email = NewEmail(), name = "Ann", password = Password });
        using var none = await AcceptAsync(free, new { name = "Ann", password = Password });
        using var same = await AcceptAsync(fixedTo, new { email = email.ToUpperInvariant(), name = "Ann", password = Password });

        Assert.That((await ProblemAsync(other, HttpStatusCode.BadRequest, "invalid_request"))["errors"]!["email"], Is.Not.Null);
        Assert.That((await ProblemAsync(none, HttpStatusCode.BadRequest, "invalid_request"))["errors"]!["email"], Is.Not.Null);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_address_that_is_taken_leaves_the_invitation_open()
    {
        var (_, email) = await App.GivenPersonAsync();
        var token = TokenOf(await InviteAsync(new { }));

        using var taken = await AcceptAsync(token, new { email, name = "Ann", password = Password });
        using var invited = await App.AsAdmin().PostAsJsonAsync(Path, new { email });
        using var accepted = await AcceptAsync(token, new { email = NewEmail(), name = "Ann", password = Password });

        await ProblemAsync(taken, HttpStatusCode.Conflict, "email_taken");
        await ProblemAsync(invited, HttpStatusCode.Conflict, "email_taken");
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_team_that_is_gone_keeps_nobody_out_but_an_unknown_one_is_refused_at_once()
    {
        var team = await App.GivenTeamAsync();
        var token = TokenOf(await InviteAsync(new { teams = new[] { team } }));
        using (await App.AsAdmin().DeleteAsync(new Uri($"/v1/admin/teams/{team}", UriKind.Relative)))
        {
        }

        using var accepted = await AcceptAsync(token, new { email = NewEmail(), name = "Ann", password = Password });
        using var refused = await App.AsAdmin().PostAsJsonAsync(Path, new { teams = new[] { team } });

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ProblemAsync(refused, HttpStatusCode.NotFound, "team_not_found");
    }

    [Test]
    public async Task Guesses_are_slowed_down_together_with_those_at_signing_in()
    {
        const string address = "198.51.100.77";
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var guess = await OpenAsync($"guess{attempt}", address: address);
            using var signIn = await App.SignInAsync(NewEmail(), address: address);
        }

        using var opened = await OpenAsync("guess", address: address);
        using var accepted = await AcceptAsync("guess", new { email = NewEmail(), name = "Ann", password = Password }, address: address);

        await ProblemAsync(opened, HttpStatusCode.TooManyRequests, "too_many_attempts");
        await ProblemAsync(accepted, HttpStatusCode.TooManyRequests, "too_many_attempts");
    }

    [Test]
    public async Task What_was_accepted_cannot_be_revoked_and_revoking_twice_is_the_same()
    {
        var accepted = await InviteAsync(new { });
        using (await AcceptAsync(TokenOf(accepted), new { email = NewEmail(), name = "Ann", password = Password }))
        {
        }

        var open = await InviteAsync(new { });
        using var refused = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(accepted)}", UriKind.Relative));
        using var first = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(open)}", UriKind.Relative));
        using var second = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(open)}", UriKind.Relative));
        using var unknown = await App.AsAdmin().DeleteAsync(new Uri($"{Path}/nonsense", UriKind.Relative));

        await ProblemAsync(refused, HttpStatusCode.Conflict, "invitation_accepted");
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await ProblemAsync(unknown, HttpStatusCode.NotFound, "invitation_not_found");
    }

    [Test]
    public async Task The_list_tells_where_each_stands()
    {
        await using var app = await WorkforceApp.StartAsync();
        var expired = await InviteAsync(new { expires_hours = 1 }, app);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var accepted = await InviteAsync(new { }, app);
        using (await AcceptAsync(TokenOf(accepted), new { email = NewEmail(), name = "Ann", password = Password }, app))
        {
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var revoked = await InviteAsync(new { }, app);
        using (await app.AsAdmin().DeleteAsync(new Uri($"{Path}/{IdOf(revoked)}", UriKind.Relative)))
        {
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var open = await InviteAsync(new { }, app);

        Assert.That(await ListAsync(app, ""), Is.EqualTo(new[] { IdOf(open), IdOf(revoked), IdOf(accepted), IdOf(expired) }));
        Assert.That(await ListAsync(app, "?state=open"), Is.EqualTo(new[] { IdOf(open) }));
        Assert.That(await ListAsync(app, "?state=revoked"), Is.EqualTo(new[] { IdOf(revoked) }));
        Assert.That(await ListAsync(app, "?state=accepted"), Is.EqualTo(new[] { IdOf(accepted) }));
        Assert.That(await ListAsync(app, "?state=expired"), Is.EqualTo(new[] { IdOf(expired) }));
        using var wrong = await app.AsAdmin().GetAsync(new Uri($"{Path}?state=lost", UriKind.Relative));
        await ProblemAsync(wrong, HttpStatusCode.BadRequest, "invalid_request");
    }

    [TestCase("""{"expires_hours":0}""", "expires_hours")]
    [TestCase("""{"expires_hours":721}""", "expires_hours")]
    [TestCase("""{"email":"nobody"}""", "email")]
    [TestCase("""{"name":" "}""", "name")]
    [TestCase("""{"role":"king"}""", "role")]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        using var response = await App.AsAdmin().PostAsJsonAsync(Path, JsonNode.Parse(body));

        Assert.That((await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request"))["errors"]![field], Is.Not.Null);
    }

    [Test]
    public async Task Only_administrators_invite()
    {
        using var response = await App.As(await App.GivenAnnotatorAsync()).PostAsJsonAsync(Path, new { });
        using var account = await App.Host.ClientFor(new Caller { AccountId = Guid.CreateVersion7() }).GetAsync(new Uri(Path, UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(account.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private async Task<JsonNode> InviteAsync(object body, WorkforceApp? app = null)
    {
        using var response = await (app ?? App).AsAdmin().PostAsJsonAsync(Path, body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created), await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }

    private Task<HttpResponseMessage> OpenAsync(string token, WorkforceApp? app = null, string? address = null) =>
        SendAsync(app, HttpMethod.Get, $"/v1/work/invitations/{token}", null, address);

    private Task<HttpResponseMessage> AcceptAsync(string token, object body, WorkforceApp? app = null, string? address = null) =>
        SendAsync(app, HttpMethod.Post, $"/v1/work/invitations/{token}/accept", body, address);

    /// <summary>Through the gateway, from an address of its own unless the test is about addresses.</summary>
    private async Task<HttpResponseMessage> SendAsync(WorkforceApp? app, HttpMethod method, string path, object? body, string? address)
    {
        var own = Interlocked.Increment(ref _addresses);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address ?? $"192.1.{own / 250}.{own % 250}");
        return await (app ?? App).AsGateway().SendAsync(request);
    }

    private static async Task<IEnumerable<Guid>> ListAsync(WorkforceApp app, string query) =>
        (await JsonAsync(await app.AsAdmin().GetAsync(new Uri(Path + query, UriKind.Relative))))["items"]!.AsArray().Select(invitation => IdOf(invitation!));

    private async Task<JsonNode> GetAsync(string path) => await JsonAsync(await App.AsAdmin().GetAsync(new Uri(path, UriKind.Relative)));

    private static string NewEmail() => $"{Guid.CreateVersion7():N}@example.com";

    private static string TokenOf(JsonNode invitation) => invitation["url"]!.GetValue<string>().Split('/')[^1];
}
