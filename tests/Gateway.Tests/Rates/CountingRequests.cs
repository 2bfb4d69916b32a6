using System.Globalization;
using System.Net;
using Hitl.Contracts.Projects;
using Hitl.TestKit;

namespace Hitl.Gateway.Tests.Rates;

[TestFixture]
internal sealed class CountingRequests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 20, TimeSpan.Zero);

    private ManualClock _clock = null!;
    private GatewayApp _gateway = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new ManualClock(Start);
        _gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Clock = _clock });
    }

    [TearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [TestCase(Plan.Standard, 1_000)]
    [TestCase(Plan.Professional, 10_000)]
    [TestCase(Plan.Enterprise, 100_000)]
    public async Task Every_response_says_what_the_plan_allows_and_what_is_left(Plan plan, int limit)
    {
        var key = _gateway.Backstage.NewKey(plan: plan);
        (await _gateway.GetAsync("/v1/health", key)).Dispose();
        using var response = await _gateway.GetAsync("/v1/jobs", key);
        var name = plan.ToString().ToLowerInvariant();
        Assert.Multiple(() =>
        {
            Assert.That(response.Header("X-RateLimit-Limit"), Is.EqualTo(Text(limit)));
            Assert.That(response.Header("X-RateLimit-Remaining"), Is.EqualTo(Text(limit - 2)));
            Assert.That(response.Header("X-RateLimit-Reset"), Is.EqualTo(Text((int)Start.AddSeconds(40).ToUnixTimeSeconds())));
            Assert.That(response.Header("RateLimit-Policy"), Is.EqualTo($"\"{name}\";q={limit};w=60"));
            Assert.That(response.Header("RateLimit"), Is.EqualTo($"\"{name}\";r={limit - 2};t=40"));
            Assert.That(response.Header("Retry-After"), Is.Null);
        });
    }

    [Test]
    public async Task All_keys_of_an_account_share_its_rate_to_the_last_request_and_the_next_minute_is_new()
    {
        var account = Guid.CreateVersion7();
        string[] keys = [_gateway.Backstage.NewKey(account: account), _gateway.Backstage.NewKey(ApiKeyMode.Test, account)];
        // Some end in errors: they count too.
        string[] paths = ["/v1/jobs", "/v1/health", "/v1/ip", "/v1/admin/usage", "/v1/nothing"];

        var statuses = await SendManyAsync(1_100, i => (paths[i % paths.Length], keys[i % keys.Length]));

        Assert.That(statuses.Count(status => status == HttpStatusCode.TooManyRequests), Is.EqualTo(100));
        using (var refused = await _gateway.GetAsync("/v1/jobs", keys[0]))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
            Assert.Multiple(() =>
            {
                Assert.That(refused.Header("X-RateLimit-Remaining"), Is.EqualTo("0"));
                Assert.That(refused.Header("RateLimit"), Is.EqualTo("\"standard\";r=0;t=40"));
                Assert.That(refused.Header("Retry-After"), Is.EqualTo("40"));
            });
        }

        using (var stranger = await _gateway.GetAsync("/v1/jobs", _gateway.Backstage.NewKey()))
            Assert.That(stranger.Header("X-RateLimit-Remaining"), Is.EqualTo("999"));

        _clock.Advance(TimeSpan.FromSeconds(40));
        using var next = await _gateway.GetAsync("/v1/jobs", keys[1]);
        Assert.That((next.StatusCode, next.Header("X-RateLimit-Remaining")), Is.EqualTo((HttpStatusCode.OK, "999")));
    }

    [Test]
    public async Task Administrators_and_people_have_rates_of_their_own()
    {
        using var admin = await _gateway.GetAsync("/v1/admin/usage", _gateway.Backstage.NewKey(ApiKeyMode.Admin));
        using var person = await _gateway.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"hitl={_gateway.Backstage.NewSession().Cookie}"));
        Assert.That((admin.Header("RateLimit-Policy"), person.Header("RateLimit-Policy")), Is.EqualTo(("\"admin\";q=6000;w=60", "\"person\";q=3000;w=60")));
    }

    [Test]
    public async Task A_refused_credential_has_no_rate()
    {
        using var response = await _gateway.GetAsync("/v1/jobs", ApiKeyFormat.Generate(ApiKeyMode.Live));
        Assert.That((response.StatusCode, response.Header("X-RateLimit-Limit")), Is.EqualTo((HttpStatusCode.Unauthorized, null as string)));
    }

    [Test]
    public async Task Two_gateways_of_one_system_allow_exactly_the_plan_together()
    {
        await using var second = await GatewayApp.StartAsync(new GatewayAppOptions { Clock = _clock, Backstage = _gateway.Backstage, Database = _gateway.Database });
        var key = _gateway.Backstage.NewKey();
        GatewayApp[] gateways = [_gateway, second];
        var statuses = await SendManyAsync(1_200, i => ("/v1/jobs", key), gateways);
        Assert.That(statuses.Count(status => status == HttpStatusCode.OK), Is.EqualTo(1_000));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<HttpStatusCode[]> SendManyAsync(int count, Func<int, (string Path, string Key)> request, GatewayApp[]? gateways = null)
    {
        gateways ??= [_gateway];
        var statuses = new HttpStatusCode[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var (path, key) = request(i);
            using var response = await gateways[i % gateways.Length].GetAsync(path, key);
            statuses[i] = response.StatusCode;
        });
        return statuses;
    }
}
