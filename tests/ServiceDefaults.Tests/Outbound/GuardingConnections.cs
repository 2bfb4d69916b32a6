using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Tests.Outbound;

public sealed class GuardingConnections
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_name_that_resolves_to_an_allowed_address_is_reached()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("hello"));
        using var client = Client($"127.0.0.1:{server.Port}", Names("files.example.com", "127.0.0.1"));
        using var reply = await client.SendAsync(Get($"http://files.example.com:{server.Port}/x"), Deadline, default);
        Assert.That(reply.Answered, Is.True);
        Assert.That(Encoding.ASCII.GetString(await reply.ReadStartAsync(100, Deadline, default)), Is.EqualTo("hello"));
    }

    [TestCase("10.0.0.1")]
    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("8.8.8.8", "10.0.0.1")]
    [TestCase("203.0.113.9")]
    [TestCase]
    public async Task Private_reserved_mixed_and_unknown_names_look_the_same(params string[] addresses)
    {
        using var client = Client("", Names("evil.example.com", addresses), floor: TimeSpan.FromMilliseconds(200));
        var time = Stopwatch.StartNew();
        using var reply = await client.SendAsync(Get("http://evil.example.com/x"), Deadline, default);
        Assert.Multiple(() =>
        {
            Assert.That(reply.Reason, Is.EqualTo(new OutboundFailure(OutboundCodes.AddressForbidden)));
            Assert.That(time.ElapsedMilliseconds, Is.InRange(190, 2000));
        });
    }

    [Test]
    public async Task A_name_is_resolved_once_for_a_connection_so_a_second_answer_cannot_rebind_it()
    {
        await using var server = new ScriptedServer(_ => "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        var answers = new Queue<IPAddress[]>([[IPAddress.Loopback], [IPAddress.Parse("10.0.0.1")]]);
        using var client = Client($"127.0.0.1:{server.Port}", new FakeResolver(_ => answers.Dequeue()));
        using var first = await client.SendAsync(Get($"http://a.example.com:{server.Port}/"), Deadline, default);
        using var second = await client.SendAsync(Get($"http://a.example.com:{server.Port}/"), Deadline, default);
        Assert.Multiple(() =>
        {
            Assert.That(first.Answered, Is.True);
            Assert.That(second.Reason?.Code, Is.EqualTo(OutboundCodes.AddressForbidden));
            Assert.That(server.Heads, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_port_that_only_another_address_is_allowed_to_use_is_refused_at_connect_time()
    {
        using var client = Client("127.0.0.1:9000", Names("public.example.com", "8.8.8.8"));
        using var reply = await client.SendAsync(Get("http://public.example.com:9000/"), Deadline, default);
        Assert.That(reply.Reason?.Code, Is.EqualTo(OutboundCodes.AddressForbidden));
    }

    [Test]
    public async Task Localhost_works_with_the_loopback_address_that_is_allowed()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("x"));
        using var client = Client("127.0.0.1", new FakeResolver(_ => throw new InvalidOperationException("localhost is not for name servers")));
        using var reply = await client.SendAsync(Get($"http://localhost:{server.Port}/"), Deadline, default);
        Assert.That(reply.Answered, Is.True);
    }

    [Test]
    public async Task No_proxy_of_the_environment_and_no_trace_header_is_used()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Ok("x"));
        using var client = Client("127.0.0.1", new FakeResolver(_ => []));
        using var activity = new Activity("request").Start();
        using var reply = await client.SendAsync(Get(server.Url("/")), Deadline, default);
        var head = server.Heads.Single();
        Assert.Multiple(() =>
        {
            Assert.That(head, Does.StartWith("GET / HTTP/1.1\r\n"));
            Assert.That(head, Does.Not.Contain("traceparent").IgnoreCase.And.Not.Contain("Cookie").IgnoreCase);
            Assert.That(head, Does.Contain("User-Agent: Hitl/0.1\r\n").And.Contain("Accept-Encoding: identity\r\n"));
        });
    }

    [TestCase("X", "a\r\nInjected: 1")]
    [TestCase("X", "a\0b")]
    [TestCase("X", "é")]
    [TestCase("X Y", "a")]
    [TestCase("Host", "internal")]
    [TestCase("transfer-encoding", "chunked")]
    [TestCase("Connection", "upgrade")]
    public async Task Headers_that_reach_beyond_their_line_are_refused(string name, string value)
    {
        using var client = Client("127.0.0.1", new FakeResolver(_ => []));
        using var request = Get("http://127.0.0.1:9/");
        if (!request.Headers.TryAddWithoutValidation(name, value))
            Assert.Pass("The header collection itself refuses it.");
        using var reply = await client.SendAsync(request, Deadline, default);
        Assert.That(reply.Reason?.Code, Is.EqualTo(OutboundCodes.HeaderForbidden));
    }

    [Test]
    public async Task A_server_that_never_answers_is_left_at_the_deadline()
    {
        await using var server = new ScriptedServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var client = Client("127.0.0.1", new FakeResolver(_ => []));
        using var reply = await client.SendAsync(Get(server.Url("/")), TimeSpan.FromMilliseconds(200), default);
        Assert.That(reply.Reason?.Code, Is.EqualTo(OutboundCodes.Timeout));
    }

    [Test]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        await using var server = new ScriptedServer(_ => "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
        using var client = Client("127.0.0.1", new FakeResolver(_ => []));
        using var reply = await client.SendAsync(Get(server.Url("/")), Deadline, default);
        Assert.That(reply.Response?.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(server.Heads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_callers_own_cancellation_is_an_exception()
    {
        await using var server = new ScriptedServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var client = Client("127.0.0.1", new FakeResolver(_ => []));
        using var cancel = new CancellationTokenSource(100);
        Assert.That(async () => await client.SendAsync(Get(server.Url("/")), Deadline, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    internal static OutboundHttpClient Client(string allow, IOutboundResolver resolver, TimeSpan floor = default) =>
        new(new OutboundPolicy(AllowList.Parse(allow)), resolver, Options.Create(new OutboundOptions { RefusalFloor = floor }), TimeProvider.System);

    private static HttpRequestMessage Get(string url) => new(HttpMethod.Get, url);

    private static FakeResolver Names(string host, params string[] addresses) =>
        new(asked => asked == host ? [.. addresses.Select(IPAddress.Parse)] : []);
}

internal sealed class FakeResolver(Func<string, IPAddress[]> answer) : IOutboundResolver
{
    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct)
    {
        Asked.Enqueue(host);
        return Task.FromResult<IReadOnlyList<IPAddress>>(answer(host));
    }
}
