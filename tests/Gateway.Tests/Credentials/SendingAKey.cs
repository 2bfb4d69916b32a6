using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Hitl.Contracts.Projects;
using Microsoft.Extensions.Logging;

namespace Hitl.Gateway.Tests.Credentials;

[TestFixture]
internal sealed class SendingAKey
{
    private GatewayApp _gateway = null!;
    private RecordedLogs _logs = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _logs = new RecordedLogs();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // As talkative as an operator can make it.
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
            ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Trace",
            ["Logging:LogLevel:Yarp"] = "Trace",
            ["Gateway:FailedAttemptsPerMinute"] = "100000",
        };
        _gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Settings = settings, Logs = _logs });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _gateway.DisposeAsync();
        _logs.Dispose();
    }

    private static readonly TestCaseData[] Forms =
    [
        Form("Authorization: api_key K", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", $"api_key {key}")),
        Form("the scheme in capitals", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", $"API_KEY {key}")),
        Form("Authorization: Bearer K", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}")),
        Form("Basic with an empty password", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", Basic($"{key}:"))),
        Form("Basic with any password", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", Basic($"{key}:se:cret"))),
        Form("Basic without a password", (request, key) => request.Headers.TryAddWithoutValidation("Authorization", Basic(key))),
        Form("X-API-Key: K", (request, key) => request.Headers.TryAddWithoutValidation("X-API-Key", key)),
        Form("?api_key=K", (request, key) => request.RequestUri = new Uri($"/v1/jobs?api_key={key}", UriKind.Relative)),
        Form("the same key twice", (request, key) =>
        {
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
            request.Headers.TryAddWithoutValidation("Authorization", $"api_key {key}");
        }),
        Form("a key beside a cookie of a session that is over", (request, key) =>
        {
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
            request.Headers.TryAddWithoutValidation("Cookie", "hitl=long-gone");
        }),
    ];

    [TestCaseSource(nameof(Forms))]
    public async Task A_key_is_accepted_in_every_form_and_goes_no_further(Action<HttpRequestMessage, string> put)
    {
        var key = _gateway.Backstage.NewKey(ApiKeyMode.Test);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/jobs");
        put(request, key);

        using var response = await _gateway.Client.SendAsync(request);
        var caller = await _gateway.CallerSeenAsync(response);

        var facts = _gateway.Backstage.FactsOf(key);
        Assert.Multiple(async () =>
        {
            Assert.That(caller.AccountId, Is.EqualTo(facts.AccountId));
            Assert.That(caller.KeyId, Is.EqualTo(facts.KeyId));
            Assert.That(caller.IsTest, Is.True);
            Assert.That(caller.IsAdmin, Is.False);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain(key));
        });
    }

    [Test]
    public async Task A_request_without_a_key_is_told_how_to_send_one()
    {
        using var response = await _gateway.GetAsync("/v1/jobs/1");
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_missing");
        Assert.That(response.Header("WWW-Authenticate"), Is.EqualTo("api_key realm=\"hitl\", Bearer realm=\"hitl\""));
    }

    [Test]
    public async Task A_key_that_nobody_knows_is_refused()
    {
        using var response = await _gateway.GetAsync("/v1/health", ApiKeyFormat.Generate(ApiKeyMode.Live));
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_invalid");
        Assert.That(response.Header("WWW-Authenticate"), Is.Not.Null);
    }

    [Test]
    public async Task Two_keys_that_differ_are_refused()
    {
        using var response = await _gateway.SendAsync(
            HttpMethod.Get, $"/v1/jobs?api_key={_gateway.Backstage.NewKey()}", _gateway.Backstage.NewKey());
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_ambiguous");
    }

    [TestCase("api_key hitl_live_0123456789")]
    [TestCase("api_key ")]
    [TestCase("Bearer eyJhbGciOiJIUzI1NiJ9.e30.x")]
    [TestCase("Basic !!!")]
    [TestCase("Basic Og==")]
    [TestCase("Digest username=x")]
    [TestCase("hitl_live_withoutascheme")]
    public async Task A_malformed_key_is_refused_without_asking_Projects(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/jobs");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var before = _gateway.Backstage.KeyQuestions;

        using var response = await _gateway.Client.SendAsync(request);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_invalid");
        Assert.That(_gateway.Backstage.KeyQuestions, Is.EqualTo(before));
    }

    [Test]
    public async Task A_key_with_one_letter_changed_is_refused_without_asking_Projects()
    {
        var key = _gateway.Backstage.NewKey();
        var wrong = key[..20] + (key[20] == 'A' ? 'B' : 'A') + key[21..];
        var before = _gateway.Backstage.KeyQuestions;
        using var response = await _gateway.GetAsync("/v1/jobs", wrong);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_invalid");
        Assert.That(_gateway.Backstage.KeyQuestions, Is.EqualTo(before));
    }

    [TestCase("?a=1&api_key={key}&b=2", "?a=1&b=2")]
    [TestCase("?api_key={key}", "")]
    [TestCase("?cursor=a%2Bb%20c&API_KEY={key}&cursor=d", "?cursor=a%2Bb%20c&cursor=d")]
    [TestCase("?api%5Fkey={key}&x", "?x")]
    [TestCase("?api_key={key}&api_key={key}&y=%ED%95%9C", "?y=%ED%95%9C")]
    public async Task The_query_goes_on_without_the_key(string query, string expected)
    {
        var key = _gateway.Backstage.NewKey();
        using var response = await _gateway.GetAsync("/v1/jobs" + query.Replace("{key}", key, StringComparison.Ordinal));
        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.That(seen.Target, Is.EqualTo("/v1/jobs" + expected));
    }

    [Test]
    public async Task A_key_in_the_query_is_in_no_span_and_in_no_log()
    {
        var tags = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                tags.Enqueue(string.Join(' ', options.Tags ?? []));
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStopped = activity => tags.Enqueue(string.Join(' ', activity.TagObjects) + activity.DisplayName),
        };
        ActivitySource.AddActivityListener(listener);
        var key = _gateway.Backstage.NewKey();
        var wrong = ApiKeyFormat.Generate(ApiKeyMode.Live);

        using var good = await _gateway.GetAsync($"/v1/jobs?marker=seen&api_key={key}");
        using var bad = await _gateway.GetAsync($"/v1/jobs?marker=seen&api_key={wrong}");

        Assert.That(good.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await TestKit.Eventually.AssertAsync(
            () => tags.Any(text => text.Contains("HttpRequestIn", StringComparison.Ordinal) && text.Contains("/v1/jobs", StringComparison.Ordinal)) && _logs.Text.Contains("marker=seen", StringComparison.Ordinal),
            "the requests are traced, and logged with what is left of the query");
        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', tags), Does.Not.Contain(key).And.Not.Contain(wrong));
            Assert.That(_logs.Text, Does.Not.Contain(key).And.Not.Contain(wrong));
        });
    }

    private static TestCaseData Form(string name, Action<HttpRequestMessage, string> put) => new TestCaseData(put).SetArgDisplayNames(name);

    private static string Basic(string userAndPassword) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(userAndPassword));

    private sealed class RecordedLogs : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            _lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
