using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hitl.Webhooks.Tests.Api;

internal sealed class KeepingAccountsApart
{
    [Test]
    public async Task Another_accounts_delivery_looks_like_one_that_does_not_exist()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        var job = Done.Job("http://example.test/");
        await app.HandleAsync(job);
        var id = await app.Database.ScalarAsync<Guid>("SELECT id FROM delivery");
        var stranger = app.ClientOf(Guid.CreateVersion7());

        var listed = await stranger.GetFromJsonAsync<JsonElement>($"/v1/deliveries?job_id={job.JobId}");
        var filtered = await stranger.GetFromJsonAsync<JsonElement>($"/v1/deliveries?account_id={job.AccountId}");
        var resent = await stranger.PostAsJsonAsync("/v1/deliveries/resend", new { state = "exhausted" });

        Assert.Multiple(async () =>
        {
            Assert.That(listed.GetProperty("items").GetArrayLength(), Is.Zero);
            Assert.That(filtered.GetProperty("items").GetArrayLength(), Is.Zero);
            Assert.That((await resent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("resent").GetInt32(), Is.Zero);
            Assert.That(await BodyOfAsync(stranger.GetAsync($"/v1/deliveries/{id}")), Is.EqualTo(await BodyOfAsync(stranger.GetAsync($"/v1/deliveries/{Guid.CreateVersion7()}"))));
            Assert.That(await BodyOfAsync(stranger.GetAsync($"/v1/deliveries/{id}")), Is.EqualTo(await BodyOfAsync(stranger.GetAsync("/v1/deliveries/none"))));
            Assert.That(
                await BodyOfAsync(stranger.PostAsync($"/v1/deliveries/{id}/resend", null)),
                Is.EqualTo(await BodyOfAsync(stranger.PostAsync($"/v1/deliveries/{Guid.CreateVersion7()}/resend", null))));
        });
    }

    [Test]
    public async Task Each_route_lets_in_only_those_whom_it_is_for()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        var account = app.ClientOf(Guid.CreateVersion7());
        var nobody = app.Host.ClientFor(null);
        var annotator = app.Host.ClientFor(new Caller { AnnotatorId = Guid.CreateVersion7(), SessionId = Guid.CreateVersion7() });
        var id = Guid.CreateVersion7();

        Assert.Multiple(async () =>
        {
            foreach (var path in (string[])["/v1/admin/deliveries", $"/v1/admin/deliveries/{id}"])
            {
                Assert.That((await account.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
                Assert.That((await annotator.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
            }

            Assert.That((await account.PostAsync($"/v1/admin/deliveries/{id}/resend", null)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            foreach (var path in (string[])["/v1/deliveries", $"/v1/deliveries/{id}", "/v1/webhook-secret", "/v1/admin/deliveries"])
                Assert.That((await nobody.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), path);
            foreach (var path in (string[])["/v1/deliveries", "/v1/webhook-secret"])
            {
                Assert.That((await annotator.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
                Assert.That((await app.Administrator().GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
            }
        });
    }

    [Test]
    public async Task Secrets_stand_neither_in_the_database_nor_in_logs_nor_in_answers()
    {
        // A receiver that answers with what it was sent.
        await using var receiver = await Receiver.StartAsync(async (context, before) =>
        {
            context.Response.StatusCode = before == 0 ? 500 : 200;
            await context.Response.WriteAsync($"you sent {context.Request.Headers.Authorization} and {context.Request.Headers["X-Key"]}");
        });
        using var logs = new CapturedLogs();
        await using var app = await WebhooksApp.StartAsync(logs: logs, replace: services => services.Configure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Trace;
        }));
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer hidden-token-1", ["X-Key"] = "hidden-key-2" };
        var job = Done.Job(receiver.At("/hook?token=hidden-query-3"), headers);
        var client = app.ClientOf(job.AccountId);
        await app.HandleAsync(job);
        await app.HandleAsync(Done.Job(receiver.At("/hook?token=hidden-query-3"), new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Bad"] = "hidden-\n-bad-4" }));
        await client.PostAsJsonAsync("/v1/webhook-secret/rotate", new { overlap_minutes = 5 });
        var delivered = await app.DeliveryInStateAsync(job, "delivered");
        var secret = (await client.GetFromJsonAsync<JsonElement>("/v1/webhook-secret")).GetProperty("secret").GetString()!;

        var dump = await app.Database.DumpAsync();
        Assert.Multiple(() =>
        {
            Assert.That(delivered.GetRawText(), Does.Contain("you sent [hidden] and [hidden]"));
            foreach (var (place, text) in new[] { ("database", dump), ("logs", logs.Text), ("answer", delivered.GetRawText()) })
            {
                Assert.That(text, Does.Not.Contain("hidden-"), place);
                Assert.That(text, Does.Not.Contain(Convert.ToHexStringLower("hidden-"u8)), place);
                Assert.That(text, Does.Not.Contain(secret["whsec_".Length..]), place);
                Assert.That(text, Does.Not.Contain(WebhooksApp.SigningKey), place);
            }
        });
        Assert.That(logs.Text, Is.Not.Empty);
    }

    private static async Task<string> BodyOfAsync(Task<HttpResponseMessage> answer)
    {
        var response = await answer;
        var problem = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
        problem!.Remove("request_id");
        return $"{(int)response.StatusCode} {JsonSerializer.Serialize(problem)}";
    }

    private sealed class CapturedLogs : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {state} {exception}");

        public void Dispose()
        {
        }
    }
}
