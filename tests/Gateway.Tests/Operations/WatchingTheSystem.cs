using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Hitl.Contracts.Operations;
using Hitl.Contracts.Projects;
using Hitl.Gateway.Operations;
using Hitl.ServiceDefaults.Http;
using Hitl.TestKit;
using Microsoft.AspNetCore.Http;

namespace Hitl.Gateway.Tests.Operations;

[TestFixture]
internal sealed class WatchingTheSystem
{
    private const string Path = "/v1/admin/operations";

    private GatewayApp _gateway = null!;

    /// <summary>What the services tell; a test may break one.</summary>
    private Func<ServiceStatus, HttpContext, Task<ServiceStatus>> _tell = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _tell = (status, _) => Task.FromResult(status);
        _gateway = await GatewayApp.StartAsync();
        _gateway.Backstage.Answer("/internal/status", async context =>
        {
            var service = _gateway.Backstage.NameOf(context);
            await context.Response.WriteAsJsonAsync(await _tell(Healthy(service), context), JsonConventions.Options);
        });
    }

    [TearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task All_services_and_the_gateway_are_seen_with_the_limits_that_they_are_judged_by()
    {
        var status = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Names(status), Is.EqualTo(Gateway.Routing.RouteTable.Services.Append("gateway").Order(StringComparer.Ordinal)));
            Assert.That(status.GetProperty("level").GetString(), Is.EqualTo("green"), status.ToString());
            Assert.That(status.GetProperty("at").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
            Assert.That(status.GetProperty("limits").GetProperty("queue_failed").GetProperty("amber").GetDouble(), Is.EqualTo(1));
            Assert.That(Of(status, "gateway").GetProperty("status").GetProperty("requests").GetProperty("count").GetInt32(), Is.GreaterThanOrEqualTo(0));
        });
    }

    [Test]
    public async Task A_dead_service_and_one_that_hangs_are_red_and_hold_up_nothing()
    {
        await _gateway.Backstage.StopAsync("files");
        _tell = async (status, context) =>
        {
            if (status.Service == "jobs") await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return status;
        };
        await ReadAsync(); // the first question opens connections

        var watch = Stopwatch.StartNew();
        var status = await ReadFreshAsync();

        Assert.Multiple(() =>
        {
            Assert.That(watch.Elapsed, Is.LessThan(LiveStatus.AnswerTime + TimeSpan.FromSeconds(3)));
            foreach (var service in (string[])["files", "jobs"])
            {
                Assert.That(Of(status, service).GetProperty("level").GetString(), Is.EqualTo("red"));
                Assert.That(Of(status, service).GetProperty("findings")[0].GetProperty("code").GetString(), Is.EqualTo("no_answer"));
                Assert.That(Of(status, service).GetProperty("status").ValueKind, Is.EqualTo(JsonValueKind.Null));
            }

            Assert.That(Of(status, "projects").GetProperty("level").GetString(), Is.EqualTo("green"));
            Assert.That(status.GetProperty("level").GetString(), Is.EqualTo("red"));
        });
    }

    [Test]
    public async Task A_service_that_answers_nonsense_is_red()
    {
        _tell = async (status, context) =>
        {
            if (status.Service == "metrics") await context.Response.WriteAsync("<html>");
            return status;
        };

        Assert.That(Of(await ReadAsync(), "metrics").GetProperty("level").GetString(), Is.EqualTo("red"));
    }

    [TestCase(19, 19, 9_000.0, "green")]
    [TestCase(20, 0, 999.9, "green")]
    [TestCase(20, 0, 1_000.0, "amber")]
    [TestCase(20, 0, 5_000.0, "red")]
    [TestCase(1_000, 9, 10.0, "green")]
    [TestCase(1_000, 10, 10.0, "amber")]
    [TestCase(1_000, 50, 10.0, "red")]
    public void Requests_are_judged_by_their_time_and_their_failures(int count, int failed, double p95, string level) =>
        Assert.That(LevelOf(Healthy("x") with { Requests = new RequestFigures(count, failed, p95) }), Is.EqualTo(level));

    [TestCase(0, null, "green")]
    [TestCase(500, 9.9, "green")]
    [TestCase(1, 10.0, "amber")]
    [TestCase(1, 60.0, "red")]
    public void A_backlog_is_judged_by_its_oldest(int waiting, double? oldest, string level) =>
        Assert.That(LevelOf(Healthy("x") with { Backlogs = [new BacklogFigures("outbox", waiting, oldest)] }), Is.EqualTo(level));

    [TestCase(999, 0, "green")]
    [TestCase(1_000, 0, "amber")]
    [TestCase(10_000, 0, "red")]
    [TestCase(0, 1, "amber")]
    [TestCase(0, 100, "red")]
    public void A_queue_is_judged_by_what_waits_and_what_failed(int waiting, int failed, string level) =>
        Assert.That(LevelOf(Healthy("x") with { Queues = [new QueueFigures("x.job-created", waiting, failed)] }), Is.EqualTo(level));

    [Test]
    public void What_could_not_be_read_is_amber_and_an_unhealthy_check_red()
    {
        Assert.That(LevelOf(Healthy("x") with { Backlogs = null }), Is.EqualTo("amber"));
        Assert.That(LevelOf(Healthy("x") with { Queues = null }), Is.EqualTo("amber"));
        Assert.That(LevelOf(Healthy("x") with { Checks = null }), Is.EqualTo("amber"));
        Assert.That(LevelOf(Healthy("x") with { Checks = new Dictionary<string, string>(StringComparer.Ordinal) { ["database"] = "Degraded" } }), Is.EqualTo("amber"));
        Assert.That(LevelOf(Healthy("x") with { Checks = new Dictionary<string, string>(StringComparer.Ordinal) { ["database"] = "Unhealthy" } }), Is.EqualTo("red"));
    }

    [Test]
    public async Task The_stream_tells_of_a_death_and_of_the_return()
    {
        var isDead = false;
        _tell = (status, context) =>
        {
            if (Volatile.Read(ref isDead) && status.Service == "webhooks") context.Abort();
            return Task.FromResult(status);
        };
        using var response = await _gateway.Client.SendAsync(Request($"{Path}/live"), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await using var events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

        var before = await NextAsync("green");
        Volatile.Write(ref isDead, true);
        var dead = await NextAsync("red");
        Volatile.Write(ref isDead, false);
        var after = await NextAsync("green");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(before, Is.LessThan(dead));
            Assert.That(dead, Is.LessThan(after));
        });

        async Task<DateTimeOffset> NextAsync(string level)
        {
            for (var i = 0; i < 10 && await events.MoveNextAsync(); i++)
            {
                Assert.That(events.Current.EventType, Is.EqualTo("status"));
                var status = JsonDocument.Parse(events.Current.Data).RootElement;
                if (Of(status, "webhooks").GetProperty("level").GetString() == level) return status.GetProperty("at").GetDateTimeOffset();
            }

            throw new AssertionException($"The stream never told that webhooks is {level}.");
        }
    }

    [TestCase(Path)]
    [TestCase($"{Path}/live")]
    [TestCase($"{Path}/jobs/queues/jobs.x/redrive")]
    public async Task Only_administrators_see_it(string path)
    {
        var (cookie, _, _) = _gateway.Backstage.NewSession();
        using var nobody = await _gateway.GetAsync(path);
        using var account = await _gateway.GetAsync(path, _gateway.Backstage.NewKey());
        using var annotator = await _gateway.SendAsync(HttpMethod.Get, path, null, ("Cookie", $"hitl={cookie}"));

        await nobody.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_missing");
        await account.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await annotator.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Test]
    public async Task Nobody_reaches_a_service_s_own_status_from_outside()
    {
        using var response = await _gateway.GetAsync("/internal/status", _gateway.Backstage.NewKey(ApiKeyMode.Admin));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static ServiceStatus Healthy(string service) => new()
    {
        Service = service,
        Version = "1.2.3",
        StartedAt = DateTimeOffset.UtcNow,
        At = DateTimeOffset.UtcNow,
        Checks = new Dictionary<string, string>(StringComparer.Ordinal) { ["database"] = "Healthy" },
        Requests = new RequestFigures(100, 0, 20),
        Backlogs = [new BacklogFigures("outbox", 0, null)],
        Queues = [],
    };

    private static string LevelOf(ServiceStatus status) =>
        StatusLimits.Judge(status).Select(finding => finding.Level).DefaultIfEmpty().Max().ToString().ToLowerInvariant();

    private static IEnumerable<string?> Names(JsonElement status) =>
        status.GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("service").GetString());

    private static JsonElement Of(JsonElement status, string service) =>
        status.GetProperty("instances").EnumerateArray().Single(instance => instance.GetProperty("service").GetString() == service);

    private HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "api_key " + _gateway.Backstage.NewKey(ApiKeyMode.Admin));
        return request;
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var response = await _gateway.Client.SendAsync(Request(Path));
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>One that was looked at after this call.</summary>
    private async Task<JsonElement> ReadFreshAsync()
    {
        var asked = DateTimeOffset.UtcNow;
        return await Eventually.GetAsync(ReadAsync, status => status.GetProperty("at").GetDateTimeOffset() - LiveStatus.AnswerTime > asked, "a fresh look");
    }
}
