using System.Net;

namespace Hitl.Gateway.Tests.Credentials;

[TestFixture]
internal sealed class BeingSignedIn
{
    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task The_cookie_of_a_session_says_who_it_is_and_goes_no_further()
    {
        var (cookie, _, facts) = _gateway.Backstage.NewSession();
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"a=b; hitl={cookie}"));
        var caller = await _gateway.CallerSeenAsync(response);
        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(caller.AnnotatorId, Is.EqualTo(facts.AnnotatorId));
            Assert.That(caller.SessionId, Is.EqualTo(facts.SessionId));
            Assert.That(caller.IsAdmin, Is.False);
            Assert.That(seen.Headers.Keys, Does.Not.Contain("Cookie"));
            Assert.That(response.Header("RateLimit-Policy"), Is.EqualTo("\"person\";q=3000;w=60"));
        });
    }

    [Test]
    public async Task A_session_that_is_over_is_401_and_does_not_count_as_an_attempt_each_time()
    {
        for (var i = 0; i < 100; i++)
        {
            using var response = await _gateway.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", "hitl=over"));
            await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        }
    }

    [Test]
    public async Task A_session_is_asked_for_once_in_five_seconds()
    {
        var (cookie, _, _) = _gateway.Backstage.NewSession();
        var before = _gateway.Backstage.SessionQuestions;
        for (var i = 0; i < 5; i++)
        {
            using var response = await _gateway.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"hitl={cookie}"));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(_gateway.Backstage.SessionQuestions, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task An_unsafe_call_needs_the_csrf_token()
    {
        var (cookie, csrf, _) = _gateway.Backstage.NewSession();
        using var without = await PostAsync(cookie);
        using var wrong = await PostAsync(cookie, ("X-CSRF-Token", csrf[..^1] + "x"));
        using var empty = await PostAsync(cookie, ("X-CSRF-Token", ""));
        using var right = await PostAsync(cookie, ("X-CSRF-Token", csrf));

        await without.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "csrf_token_wrong");
        await wrong.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "csrf_token_wrong");
        await empty.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "csrf_token_wrong");
        var seen = await GatewayApp.SeenByServiceAsync(right);
        Assert.That(seen.Headers.Keys, Does.Not.Contain("X-CSRF-Token"));
    }

    [TestCase("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [TestCase("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "http://hitl.test", HttpStatusCode.OK)]
    public async Task An_unsafe_call_must_come_from_our_own_page(string header, string value, HttpStatusCode expected)
    {
        var (cookie, csrf, _) = _gateway.Backstage.NewSession();
        using var call = await PostAsync(cookie, ("X-CSRF-Token", csrf), (header, value));
        using var login = await _gateway.SendAsync(HttpMethod.Post, "/v1/work/session", null, (header, value));
        Assert.Multiple(() =>
        {
            Assert.That(call.StatusCode, Is.EqualTo(expected));
            Assert.That(login.StatusCode, Is.EqualTo(expected));
        });
        if (expected == HttpStatusCode.Forbidden) await login.ShouldBeProblemAsync(expected, "cross_site_request");
    }

    [Test]
    public async Task Signing_in_needs_no_credential_and_gets_its_cookie_through()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Post, "/v1/work/session", null, ("Cookie", "hitl=over"));
        var caller = await _gateway.CallerSeenAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(caller.Service, Is.EqualTo("gateway"));
            Assert.That(caller.AccountId ?? caller.AnnotatorId ?? caller.KeyId, Is.Null);
            Assert.That(response.Header("Set-Cookie"), Is.EqualTo("taste=sweet"));
        });
    }

    [Test]
    public async Task Only_signing_in_goes_without_a_credential()
    {
        using var who = await _gateway.GetAsync("/v1/work/session");
        using var end = await _gateway.SendAsync(HttpMethod.Delete, "/v1/work/session");
        using var below = await _gateway.SendAsync(HttpMethod.Post, "/v1/work/session/x");
        foreach (var response in new[] { who, end, below }) await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_missing");
    }

    [Test]
    public async Task Under_https_only_the_cookie_that_no_neighbouring_host_can_set_is_believed()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["PublicUrl"] = "https://hitl.test" };
        await using var secure = await GatewayApp.StartAsync(new GatewayAppOptions { Settings = settings, Backstage = _gateway.Backstage });
        var (cookie, _, _) = _gateway.Backstage.NewSession();
        using var plain = await secure.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"hitl={cookie}"));
        using var prefixed = await secure.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"__Host-hitl={cookie}"));
        Assert.Multiple(() =>
        {
            Assert.That(plain.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(prefixed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    private Task<HttpResponseMessage> PostAsync(string cookie, params (string, string)[] headers) =>
        _gateway.SendAsync(HttpMethod.Post, "/v1/work/next", null, [("Cookie", $"hitl={cookie}"), .. headers]);
}
