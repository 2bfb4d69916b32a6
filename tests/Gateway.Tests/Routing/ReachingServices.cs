using System.Net;
using System.Text;
using Hitl.Contracts.Projects;

namespace Hitl.Gateway.Tests.Routing;

[TestFixture]
internal sealed class ReachingServices
{
    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    private const string Account = "account";
    private const string Admin = "admin";
    private const string Person = "person";
    private const string AdminPerson = "admin person";

    /// <summary>Path, service, and who is let in; read against native-api.md, not against the code.</summary>
    private static readonly object[][] Table =
    [
        ["/v1/projects", "projects", new[] { Account }],
        ["/v1/projects/p1", "projects", new[] { Account }],
        ["/v1/jobs", "jobs", new[] { Account }],
        ["/v1/jobs/bulk", "jobs", new[] { Account }],
        ["/v1/jobs/p1/j1", "jobs", new[] { Account }],
        ["/v1/metrics?period_group_level=week", "metrics", new[] { Account }],
        ["/v1/deliveries", "webhooks", new[] { Account }],
        ["/v1/deliveries/d1", "webhooks", new[] { Account }],
        ["/v1/webhook-secret", "webhooks", new[] { Account }],
        ["/v1/webhook-secret/rotate", "webhooks", new[] { Account }],
        ["/v1/files/f1", "files", new[] { Account, Admin, Person, AdminPerson }],
        ["/v1/work/projects", "workforce", new[] { Person, AdminPerson }],
        ["/v1/work/assignments/a1", "workforce", new[] { Person, AdminPerson }],
        ["/v1/work/session", "workforce", new[] { Person, AdminPerson }],
        ["/v1/admin/accounts", "projects", new[] { Admin, AdminPerson }],
        ["/v1/admin/accounts/a1/keys/k1/rotate", "projects", new[] { Admin, AdminPerson }],
        ["/v1/admin/projects?status=new", "projects", new[] { Admin, AdminPerson }],
        ["/v1/admin/audit", "projects", new[] { Admin, AdminPerson }],
        ["/v1/admin/jobs/j1/requeue", "jobs", new[] { Admin, AdminPerson }],
        ["/v1/admin/annotators", "workforce", new[] { Admin, AdminPerson }],
        ["/v1/admin/deliveries/d1/resend", "webhooks", new[] { Admin, AdminPerson }],
        ["/v1/admin/metrics?project_ids=p1", "metrics", new[] { Admin, AdminPerson }],
        ["/v1/admin/metrics/progress?project_ids=p1", "metrics", new[] { Admin, AdminPerson }],
        ["/v1/admin/usage", "metrics", new[] { Admin, AdminPerson }],
    ];

    [TestCaseSource(nameof(Table))]
    public async Task A_path_reaches_its_service_for_those_who_may(string path, string service, string[] admitted)
    {
        foreach (var who in new[] { Account, Admin, Person, AdminPerson })
        {
            using var response = await SendAsAsync(who, path);
            if (!admitted.Contains(who, StringComparer.Ordinal))
            {
                await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
                continue;
            }

            var seen = await GatewayApp.SeenByServiceAsync(response);
            Assert.That((seen.Service, seen.Target), Is.EqualTo((service, path)), who);
        }

        using var nobody = await _gateway.GetAsync(path);
        await nobody.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_missing");
    }

    [TestCase("/app/")]
    [TestCase("/app/work/1")]
    [TestCase("/docs")]
    [TestCase("/docs/reference.js")]
    public async Task Pages_are_for_everybody_whatever_they_send(string path)
    {
        foreach (var key in new[] { null, "not a key", _gateway.Backstage.NewKey() })
        {
            using var response = await _gateway.GetAsync(path, key);
            Assert.That((await GatewayApp.SeenByServiceAsync(response)).Service, Is.EqualTo("workbench"), key);
        }
    }

    [Test]
    public async Task The_root_leads_to_the_app()
    {
        var (status, answer) = await RawHttp.GetAsync(_gateway.Client.BaseAddress!, "/", "Accept: */*");
        Assert.That(status, Is.EqualTo(302));
        Assert.That(answer, Does.Contain("Location: /app/"));
    }

    [TestCase("/internal/keys/resolve")]
    [TestCase("/v1/../internal/keys/resolve")]
    [TestCase("/v1/jobs/../../internal/keys/resolve")]
    [TestCase("/v1/jobs/%2e%2e/%2E%2E/internal/keys/resolve")]
    [TestCase("/v1/jobs/..%2f..%2finternal/keys/resolve")]
    [TestCase("/v1/jobs/..%5c..%5Cinternal")]
    [TestCase("/v1/jobs/a%2fb")]
    [TestCase("/v1/batches/..%2f..%2f..%2finternal%2fkeys")]
    [TestCase("/v1/batches/a%2F..%2fb")]
    [TestCase("/v1/batches/a%5cb")]
    [TestCase("/V1/INTERNAL/keys")]
    [TestCase("//internal/keys/resolve")]
    [TestCase("/v1/internal")]
    [TestCase("/v1/admin")]
    [TestCase("/v1/admin/unknown")]
    [TestCase("/v1/metrics/x")]
    [TestCase("/v2/jobs")]
    public async Task Nothing_else_is_reached(string target)
    {
        var key = _gateway.Backstage.NewKey();
        var before = _gateway.Backstage.Requests.Count(seen => seen.Headers.ContainsKey("X-Forwarded-Host"));
        // HttpClient would tidy the path up.
        var (status, body) = await RawHttp.GetAsync(_gateway.Client.BaseAddress!, target, $"Authorization: api_key {key}");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(404), body);
            Assert.That(body, Does.Contain(target.StartsWith("/v1/batches", StringComparison.Ordinal) ? "status_code" : "application/problem+json").And.Contain("X-RateLimit-Limit: 1000"));
            Assert.That(_gateway.Backstage.Requests.Count(seen => seen.Headers.ContainsKey("X-Forwarded-Host")), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task An_unknown_path_is_404_and_an_unknown_method_405()
    {
        using var path = await _gateway.GetAsync("/v1/nothing");
        using var method = await _gateway.SendAsync(HttpMethod.Post, "/v1/health", _gateway.Backstage.NewKey());
        using var wrongKey = await _gateway.GetAsync("/v1/nothing", ApiKeyFormat.Generate(ApiKeyMode.Live));
        await path.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        await method.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        await wrongKey.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_invalid");
        Assert.That(method.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD" }));
    }

    [Test]
    public async Task Headers_that_claim_an_identity_go_no_further()
    {
        var key = _gateway.Backstage.NewKey();
        using var response = await _gateway.SendAsync(
            HttpMethod.Get,
            "/v1/jobs",
            key,
            ("X-Account-Id", Guid.CreateVersion7().ToString()),
            ("X-Hitl-Admin", "1"),
            ("X-API-Key", key),
            ("Cookie", "hitl=x"),
            ("Forwarded", "for=1.2.3.4"),
            ("X-Forwarded-For", "1.2.3.4"),
            ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Proto", "gopher"),
            ("X-Forwarded-Prefix", "/x"),
            ("X-Original-URL", "/internal/keys/resolve"),
            ("X-Real-IP", "1.2.3.4"),
            ("X-Anything", "else"));
        var seen = await GatewayApp.SeenByServiceAsync(response);

        // traceparent is that of our own span.
        string[] expected = ["Authorization", "Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id"];
        Assert.Multiple(() =>
        {
            Assert.That(seen.Headers.Keys.Except(["traceparent"]), Is.EquivalentTo(expected).IgnoreCase);
            Assert.That(seen.Headers["Authorization"], Does.StartWith("Bearer ").And.Not.Contain(key));
            Assert.That(seen.Headers["X-Forwarded-For"], Is.EqualTo("127.0.0.1"));
            Assert.That(seen.Headers["X-Forwarded-Proto"], Is.EqualTo("http"));
            Assert.That(seen.Headers["X-Forwarded-Host"], Is.EqualTo(_gateway.Client.BaseAddress!.Authority));
            Assert.That(seen.Headers["X-Request-Id"], Is.EqualTo(response.Header("X-Request-Id")));
        });
    }

    [Test]
    public async Task What_the_API_speaks_of_goes_on_with_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
        {
            Content = new StringContent("{\"name\":\"한국어\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"api_key {_gateway.Backstage.NewKey()}");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "order-17");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"e1\"");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");
        request.Headers.TryAddWithoutValidation("X-Request-Id", "mine-1");
        using var response = await _gateway.Client.SendAsync(request);
        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(seen.Method, Is.EqualTo("POST"));
            Assert.That(seen.BodyLength, Is.EqualTo(Encoding.UTF8.GetByteCount("{\"name\":\"한국어\"}")));
            Assert.That(seen.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(seen.Headers["Content-Length"], Is.EqualTo("20"));
            Assert.That(seen.Headers["Idempotency-Key"], Is.EqualTo("order-17"));
            Assert.That(seen.Headers["If-None-Match"], Is.EqualTo("\"e1\""));
            Assert.That(seen.Headers["Range"], Is.EqualTo("bytes=0-9"));
            Assert.That(seen.Headers["X-Request-Id"], Is.EqualTo("mine-1"));
            Assert.That(response.Header("X-Request-Id"), Is.EqualTo("mine-1"));
        });
    }

    [Test]
    public async Task A_header_with_letters_outside_of_ASCII_does_not_break_the_request()
    {
        var key = _gateway.Backstage.NewKey();
        var (status, _) = await RawHttp.GetAsync(_gateway.Client.BaseAddress!, "/v1/jobs", $"Authorization: api_key {key}\r\nUser-Agent: 검사기/1.0");
        var seen = _gateway.Backstage.Requests.Last(request => request.Headers.TryGetValue("User-Agent", out var agent) && agent.EndsWith("/1.0", StringComparison.Ordinal));
        Assert.That((status, seen.Headers["User-Agent"]), Is.EqualTo((200, "검사기/1.0")));
    }

    [Test]
    public async Task Only_the_service_that_signs_people_in_may_set_cookies()
    {
        using var fromJobs = await SendAsAsync(Account, "/v1/jobs");
        using var fromWorkforce = await SendAsAsync(Person, "/v1/work/projects");
        Assert.That((fromJobs.Header("Set-Cookie"), fromWorkforce.Header("Set-Cookie")), Is.EqualTo((null as string, "taste=sweet")));
    }

    [Test]
    public async Task Every_response_carries_our_headers_once()
    {
        using var response = await SendAsAsync(Account, "/v1/jobs");
        Assert.Multiple(() =>
        {
            Assert.That(response.Header("X-Request-Id"), Does.StartWith("req_").And.Not.Contain(","));
            Assert.That(response.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
            Assert.That(response.Header("Cache-Control"), Is.EqualTo("no-store, private").Or.EqualTo("private, no-store"));
            Assert.That(response.Header("Content-Security-Policy"), Is.EqualTo("default-src 'none'; frame-ancestors 'none'"));
            Assert.That(response.Header("Server"), Is.Null);
        });
    }

    [Test]
    public async Task Several_addresses_of_a_service_share_its_requests()
    {
        await using var second = await Backstage.StartAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["services:jobs:http:1"] = second.AddressOf("jobs").ToString() };
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Settings = settings });
        var key = gateway.Backstage.NewKey();
        for (var i = 0; i < 40; i++) (await gateway.GetAsync("/v1/jobs", key)).Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(second.Requests, Is.Not.Empty);
            Assert.That(second.Requests, Has.Count.LessThan(40));
        });
    }

    [Test]
    public async Task Services_can_be_spoken_to_in_HTTP_2_without_TLS()
    {
        await using var backstage = await Backstage.StartAsync(overHttp2: "jobs");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Gateway:InsideHttpVersion"] = "2" };
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Backstage = backstage, Settings = settings });
        using var response = await gateway.GetAsync("/v1/jobs", backstage.NewKey());
        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.That((seen.Protocol, _gateway.Backstage.Requests.All(request => request.Protocol == "HTTP/1.1")), Is.EqualTo(("HTTP/2", true)));
    }

    private Task<HttpResponseMessage> SendAsAsync(string who, string path) => who switch
    {
        Account => _gateway.GetAsync(path, _gateway.Backstage.NewKey()),
        Admin => _gateway.GetAsync(path, _gateway.Backstage.NewKey(ApiKeyMode.Admin)),
        _ => _gateway.SendAsync(HttpMethod.Get, path, null, ("Cookie", $"hitl={_gateway.Backstage.NewSession(who == AdminPerson).Cookie}")),
    };
}
