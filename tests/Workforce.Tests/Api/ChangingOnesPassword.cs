using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Application;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class ChangingOnesPassword : WorkforceFixture
{
    private const string Path = "/v1/work/password";
    private const string Other = "another horse battery staple";

    [Test]
    public async Task The_new_one_holds_the_old_one_does_not_and_other_sessions_end()
    {
        await using var tap = await App.Host.TapAsync<SessionEnded>();
        var (id, email) = await App.GivenPersonAsync();
        using var here = await App.SignInAsync(email);
        using var elsewhere = await App.SignInAsync(email);
        var session = (await ResolveAsync(CookieOf(here)))!;

        using var changed = await App.As(id, session.SessionId).PostAsJsonAsync(Path, new { current = Password, @new = Other });

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await changed.Content.ReadAsStringAsync());
        Assert.That(await ResolveAsync(CookieOf(here)), Is.Not.Null);
        Assert.That(await ResolveAsync(CookieOf(elsewhere)), Is.Null);
        using var old = await App.SignInAsync(email);
        using var now = await App.SignInAsync(email, Other);
        Assert.That(old.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(now.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await tap.NextAsync(ended => ended.AnnotatorId == id)).SessionId, Is.Null, "gateways ask for all of them anew");
    }

    [Test]
    public async Task A_wrong_current_one_changes_nothing_and_is_slowed_down_as_at_the_door()
    {
        var (id, email) = await App.GivenPersonAsync();
        for (var failure = 1; failure <= 5; failure++)
        {
            using var wrong = await App.As(id).PostAsJsonAsync(Path, new { current = "wrong", @new = Other });
            await ProblemAsync(wrong, HttpStatusCode.Forbidden, "wrong_password");
        }

        using var throttled = await App.As(id).PostAsJsonAsync(Path, new { current = Password, @new = Other });
        using var door = await App.SignInAsync(email);

        await ProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too_many_attempts");
        await ProblemAsync(door, HttpStatusCode.TooManyRequests, "too_many_attempts");
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        using var unchanged = await App.SignInAsync(email);
        Assert.That(unchanged.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(null, "current")]
    [TestCase("short", "new")]
    public async Task Both_are_needed_and_the_new_one_is_long_enough(string? text, string field)
    {
        var body = field == "current" ? new { current = text, @new = Other } : new { current = (string?)Password, @new = text! };

        using var response = await App.As(await App.GivenAnnotatorAsync()).PostAsJsonAsync(Path, body);

        Assert.That((await ProblemAsync(response, HttpStatusCode.BadRequest, "invalid_request"))["errors"]![field], Is.Not.Null);
    }

    private async Task<SessionFacts?> ResolveAsync(string cookie)
    {
        using var response = await App.AsGateway().PostAsJsonAsync(
            "/internal/sessions/resolve", new ResolveSession(Secret.HashOf(cookie)), JsonConventions.Options);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await response.Content.ReadFromJsonAsync<SessionFacts>(JsonConventions.Options);
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];
}
