using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Infrastructure.Passwords;
using Hitl.Workforce.Infrastructure.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class SigningIn : WorkforceFixture
{
    [Test]
    public async Task Gives_a_cookie_of_which_only_the_hash_is_kept()
    {
        var (id, email) = await App.GivenPersonAsync();

        using var response = await App.SignInAsync(email.ToUpperInvariant());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var session = await JsonAsync(response);
        Assert.That(session["annotator_id"]!.GetValue<Guid>(), Is.EqualTo(id));
        Assert.That(session["name"]!.GetValue<string>(), Is.EqualTo("Ann"));
        Assert.That(session["csrf_token"]!.GetValue<string>(), Has.Length.GreaterThanOrEqualTo(43));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.StartWith("hitl=").And.Contain("path=/").And.Contain("httponly").And.Contain("samesite=strict"));
        Assert.That(cookie, Does.Not.Contain("secure"));
        Assert.That(CookieOf(response), Has.Length.EqualTo(43), "256 bits");
        Assert.That(await App.Host.Database.DumpAsync(), Does.Not.Contain(CookieOf(response)));
    }

    [Test]
    public async Task Over_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        var (_, email) = await App.GivenPersonAsync();

        using var response = await App.SignInAsync(email, scheme: "https");

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.StartWith("__Host-hitl=").And.Contain("secure").And.Contain("path=/"));
        Assert.That(cookie, Does.Not.Contain("domain"));
    }

    [Test]
    public async Task Each_time_begins_a_session_of_its_own()
    {
        var (_, email) = await App.GivenPersonAsync();

        using var first = await App.SignInAsync(email);
        using var second = await App.SignInAsync(email);

        Assert.That(CookieOf(first), Is.Not.EqualTo(CookieOf(second)));
        Assert.That((await ResolveAsync(CookieOf(first)))!.SessionId, Is.Not.EqualTo((await ResolveAsync(CookieOf(second)))!.SessionId));
    }

    [Test]
    public async Task A_wrong_password_an_unknown_address_and_an_inactive_person_get_the_same_answer()
    {
        var (_, email) = await App.GivenPersonAsync();
        var (inactive, inactiveEmail) = await App.GivenPersonAsync();
        using var changed = await App.AsAdmin().PatchAsJsonAsync($"/v1/admin/annotators/{inactive}", new { status = "inactive" });

        var answers = new List<string>();
        foreach (var (address, password) in new[] { (email, "wrong password"), ("nobody@example.com", Password), (inactiveEmail, Password) })
        {
            using var response = await App.SignInAsync(address, password);
            var problem = await ProblemAsync(response, HttpStatusCode.Unauthorized, "wrong_credentials");
            Assert.That(response.Headers.WwwAuthenticate, Is.Not.Empty);
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
            problem.AsObject().Remove("request_id");
            answers.Add(problem.ToJsonString());
        }

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_gateway_learns_whose_a_session_is_and_can_check_its_token()
    {
        var (id, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);
        var token = (await JsonAsync(response))["csrf_token"]!.GetValue<string>();

        var facts = (await ResolveAsync(CookieOf(response)))!;

        Assert.That(facts.AnnotatorId, Is.EqualTo(id));
        Assert.That(facts.IsAdmin, Is.False);
        Assert.That(facts.ExpiresAt, Is.EqualTo(App.Now.AddHours(8)));
        Assert.That(facts.CsrfTokenHash, Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
    }

    [Test]
    public async Task An_administrators_session_says_so()
    {
        var (id, email) = await App.GivenPersonAsync();
        using var changed = await App.AsAdmin().PatchAsJsonAsync($"/v1/admin/annotators/{id}", new { role = "administrator" });

        using var response = await App.SignInAsync(email);

        Assert.That((await ResolveAsync(CookieOf(response)))!.IsAdmin, Is.True);
    }

    [Test]
    public async Task A_session_that_is_used_goes_on_until_eight_hours_are_over()
    {
        var (_, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);

        for (var used = TimeSpan.FromMinutes(29); used < TimeSpan.FromHours(8); used += TimeSpan.FromMinutes(29))
        {
            App.Clock.Advance(TimeSpan.FromMinutes(29));
            Assert.That(await ResolveAsync(CookieOf(response)), Is.Not.Null, $"after {used}");
        }

        App.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That(await ResolveAsync(CookieOf(response)), Is.Null);
    }

    [Test]
    public async Task A_session_that_is_not_used_for_half_an_hour_is_over()
    {
        var (_, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);

        App.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.That(await ResolveAsync(CookieOf(response)), Is.Null);
    }

    [Test]
    public async Task Who_am_I_shows_the_token_again()
    {
        var (id, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);
        var facts = (await ResolveAsync(CookieOf(response)))!;

        using var shown = await App.As(id, facts.SessionId).GetAsync(new Uri("/v1/work/session", UriKind.Relative));

        Assert.That((await JsonAsync(shown)).ToJsonString(), Is.EqualTo((await JsonAsync(response)).ToJsonString()));
        Assert.That(shown.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        await using var tap = await App.Host.TapAsync<SessionEnded>();
        var (id, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);
        using var other = await App.SignInAsync(email);
        var facts = (await ResolveAsync(CookieOf(response)))!;

        using var signedOut = await App.As(id, facts.SessionId).DeleteAsync(new Uri("/v1/work/session", UriKind.Relative));

        Assert.That(signedOut.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(signedOut.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("hitl=;").And.Contain("expires=Thu, 01 Jan 1970"));
        Assert.That(await ResolveAsync(CookieOf(response)), Is.Null);
        Assert.That(await ResolveAsync(CookieOf(other)), Is.Not.Null);
        Assert.That((await tap.NextAsync(ended => ended.AnnotatorId == id)).SessionId, Is.EqualTo(facts.SessionId));
        using var shown = await App.As(id, facts.SessionId).GetAsync(new Uri("/v1/work/session", UriKind.Relative));
        await ProblemAsync(shown, HttpStatusCode.Unauthorized, "session_ended");
    }

    [TestCase("""{"password":"another password"}""")]
    [TestCase("""{"status":"inactive"}""")]
    [TestCase("""{"role":"administrator"}""")]
    public async Task An_administrators_change_ends_every_session(string change)
    {
        var (id, email) = await App.GivenPersonAsync();
        using var first = await App.SignInAsync(email);
        using var second = await App.SignInAsync(email);

        using var changed = await App.AsAdmin().PatchAsJsonAsync($"/v1/admin/annotators/{id}", JsonNode.Parse(change));

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await ResolveAsync(CookieOf(first)), Is.Null);
        Assert.That(await ResolveAsync(CookieOf(second)), Is.Null);
    }

    [Test]
    public async Task A_session_cannot_begin_on_a_password_that_was_changed_meanwhile()
    {
        var (id, email) = await App.GivenPersonAsync();
        await using var scope = App.Host.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<ISessionStore>();
        var known = (await sessions.FindCredentialsAsync(email, CancellationToken.None))!;

        using var changed = await App.AsAdmin().PatchAsJsonAsync($"/v1/admin/annotators/{id}", new { password = "another password" });
        var began = await sessions.TryBeginAsync(
            new Session(Guid.CreateVersion7(), id, RandomNumberGenerator.GetBytes(32), App.Now), known.PasswordHash, CancellationToken.None);

        Assert.That(began, Is.False);
    }

    [Test]
    public async Task A_hash_that_has_become_too_weak_is_replaced_at_the_next_sign_in()
    {
        var (id, email) = await App.GivenPersonAsync();
        var weak = await new IdentityPasswords(50).HashAsync(Password, CancellationToken.None);
        await App.Host.Database.ExecuteAsync("UPDATE annotator SET password_hash = @weak WHERE id = @id", new { weak, id });

        using var response = await App.SignInAsync(email);
        using var again = await App.SignInAsync(email);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var hash = await App.Host.Database.ScalarAsync<string>("SELECT password_hash FROM annotator WHERE id = @id", new { id });
        Assert.That(hash, Is.Not.EqualTo(weak));
        Assert.That(await new IdentityPasswords(100).VerifyAsync(hash, Password, CancellationToken.None), Is.EqualTo(PasswordMatch.Yes));
    }

    [Test]
    public async Task What_is_over_is_cleaned_up()
    {
        var (_, email) = await App.GivenPersonAsync();
        using var response = await App.SignInAsync(email);
        using var wrong = await App.SignInAsync(email, "wrong password");

        App.Clock.Advance(TimeSpan.FromHours(25));
        await App.Host.Services.GetServices<IHostedService>().OfType<SignInHousekeeping>().Single().RunOnceAsync(CancellationToken.None);

        foreach (var table in new[] { "session", "sign_in_failure", "sign_in_address" })
            Assert.That(await App.Host.Database.ScalarAsync<long>($"SELECT count(*) FROM {table}"), Is.Zero, table);
    }

    [Test]
    public async Task Only_services_ask_whose_a_session_is()
    {
        var annotator = await App.GivenAnnotatorAsync();
        using var response = await App.Host.ClientFor(new Caller { AnnotatorId = annotator, IsAdmin = true })
            .PostAsJsonAsync("/internal/sessions/resolve", new { token_hash = new byte[32] });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private Task<SessionFacts?> ResolveAsync(string cookie) =>
        new HttpWorkforceClient(App.AsGateway()).ResolveSessionAsync(
            new ResolveSession(SHA256.HashData(Encoding.UTF8.GetBytes(cookie))), CancellationToken.None);

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
}
