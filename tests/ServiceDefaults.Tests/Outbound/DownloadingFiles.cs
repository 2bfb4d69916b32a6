using System.Net;
using System.Text;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Tests.Outbound;

public sealed class DownloadingFiles
{
    [Test]
    public async Task The_bytes_arrive_unchanged_with_the_name_of_the_header()
    {
        await using var server = new ScriptedServer(_ =>
            ScriptedServer.Ok("the bytes", "Content-Encoding: gzip\r\nContent-Disposition: attachment; filename*=UTF-8''..%2Fscan%E2%80%AE.pdf\r\n"));
        var (outcome, bytes) = await DownloadAsync(server, "/a.pdf");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.File?.FileName, Is.EqualTo("scan.pdf"));
            Assert.That(outcome.File?.Length, Is.EqualTo(9));
            Assert.That(bytes, Is.EqualTo("the bytes"));
        });
    }

    [Test]
    public async Task Three_redirects_are_followed_without_our_headers_changing()
    {
        await using var server = new ScriptedServer(path => path == "/3" ? ScriptedServer.Ok("there") : Redirect($"/{(path == "/" ? 1 : path[1] - '0' + 1)}"));
        var (outcome, bytes) = await DownloadAsync(server, "/");
        Assert.That((outcome.File?.Url.AbsolutePath, bytes), Is.EqualTo(("/3", "there")));
    }

    [Test]
    public async Task A_fourth_redirect_is_too_many()
    {
        await using var server = new ScriptedServer(_ => Redirect("/again"));
        var (outcome, _) = await DownloadAsync(server, "/");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure?.Code, Is.EqualTo(OutboundCodes.TooManyRedirects));
            Assert.That(server.Heads, Has.Count.EqualTo(4));
        });
    }

    [TestCase("http://169.254.169.254/latest/meta-data/", OutboundCodes.IpBlocked)]
    [TestCase("http://127.0.0.2/", OutboundCodes.IpBlocked)]
    [TestCase("//10.0.0.1/a.png", OutboundCodes.IpBlocked)]
    [TestCase("http://127.1/", OutboundCodes.UrlHost)]
    [TestCase("file:///etc/passwd", OutboundCodes.UrlScheme)]
    [TestCase("http://a@example.com/", OutboundCodes.UrlUserInfo)]
    [TestCase("http://example.com:22/", OutboundCodes.UrlPort)]
    [TestCase("\\\\127.0.0.1\\x", OutboundCodes.UrlInvalid)]
    [TestCase("http://inside.example.com/", OutboundCodes.AddressForbidden)]
    [TestCase("", OutboundCodes.UrlInvalid)]
    public async Task A_redirect_is_checked_like_the_first_url(string location, string expected)
    {
        await using var server = new ScriptedServer(_ => Redirect(location));
        var (outcome, _) = await DownloadAsync(server, "/", allow: $"127.0.0.1:{server.Port}");
        Assert.That(outcome.Failure?.Code, Is.EqualTo(expected));
    }

    [TestCase(404)]
    [TestCase(204)]
    [TestCase(206)]
    [TestCase(500)]
    [TestCase(304)]
    public async Task Only_200_is_a_file(int status)
    {
        await using var server = new ScriptedServer(_ => $"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
        var (outcome, _) = await DownloadAsync(server, "/");
        Assert.That(outcome.Failure, Is.EqualTo(new OutboundFailure(OutboundCodes.BadStatus, status)));
    }

    [TestCase("Content-Length: 1001\r\n", "", OutboundCodes.TooLarge, TestName = "Announced_size_above_the_limit_is_too_large")]
    [TestCase("Transfer-Encoding: chunked\r\n", "3e8\r\n{1000}\r\n1\r\nx\r\n0\r\n\r\n", OutboundCodes.TooLarge, TestName = "Chunks_above_the_limit_are_too_large")]
    [TestCase("Connection: close\r\n", "{1000}x", OutboundCodes.TooLarge, TestName = "A_body_without_length_above_the_limit_is_too_large")]
    [TestCase("Content-Length: 10\r\n", "only 7!", OutboundCodes.BodyIncomplete, TestName = "A_body_shorter_than_announced_is_incomplete")]
    [TestCase("Content-Length: 1\r\nContent-Length: 2\r\n", "ab", OutboundCodes.BodyIncomplete, TestName = "Two_lengths_are_refused")]
    [TestCase("Content-Length: -1\r\n", "ab", OutboundCodes.BodyIncomplete, TestName = "A_negative_length_is_refused")]
    public async Task Lengths_are_counted_and_not_believed(string headers, string body, string expected)
    {
        await using var server = new ScriptedServer(_ => $"HTTP/1.1 200 OK\r\n{headers}\r\n{body.Replace("{1000}", new string('x', 1000), StringComparison.Ordinal)}");
        var (outcome, bytes) = await DownloadAsync(server, "/", new DownloadLimits { MaxBytes = 1000 });
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure?.Code, Is.EqualTo(expected));
            Assert.That(bytes, Has.Length.LessThanOrEqualTo(1000));
        });
    }

    [Test]
    public async Task A_server_that_drips_is_cut_by_the_minimum_rate()
    {
        await using var server = new ScriptedServer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), ct);
            for (var i = 0; i < 1000; i++, await Task.Delay(50, ct))
                await stream.WriteAsync("x"u8.ToArray(), ct);
        });
        var (outcome, bytes) = await DownloadAsync(server, "/", new DownloadLimits { MinBytesPerWindow = 100, RateWindow = TimeSpan.FromMilliseconds(400) });
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure?.Code, Is.EqualTo(OutboundCodes.Timeout));
            Assert.That(bytes, Is.Not.Empty);
        });
    }

    [Test]
    public async Task A_server_that_is_fast_enough_but_endless_is_cut_by_the_total_time()
    {
        await using var server = new ScriptedServer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
            for (; ; await Task.Delay(10, ct))
                await stream.WriteAsync(new byte[200], ct);
        });
        var (outcome, _) = await DownloadAsync(server, "/", new DownloadLimits { MinBytesPerWindow = 10, TotalTime = TimeSpan.FromMilliseconds(400) });
        Assert.That(outcome.Failure?.Code, Is.EqualTo(OutboundCodes.Timeout));
    }

    [Test]
    public async Task A_closed_port_and_a_broken_answer_are_unreachable()
    {
        await using var server = new ScriptedServer(_ => "SSH-2.0-OpenSSH_9.2\r\n");
        var (broken, _) = await DownloadAsync(server, "/");
        var (tls, _) = await DownloadAsync($"https://127.0.0.1:{server.Port}/", "127.0.0.1");
        var (closed, _) = await DownloadAsync("http://127.0.0.1:9/", "127.0.0.1");
        Assert.That(new[] { broken, tls, closed }.Select(o => o.Failure?.Code), Is.All.EqualTo(OutboundCodes.UrlUnreachable));
    }

    private static string Redirect(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    private static Task<(DownloadOutcome Outcome, string Bytes)> DownloadAsync(
        ScriptedServer server, string path, DownloadLimits? limits = null, string allow = "127.0.0.1") =>
        DownloadAsync(server.Url(path), allow, limits);

    private static async Task<(DownloadOutcome Outcome, string Bytes)> DownloadAsync(string url, string allow, DownloadLimits? limits = null)
    {
        var policy = new OutboundPolicy(AllowList.Parse(allow));
        var resolver = new FakeResolver(_ => [IPAddress.Parse("10.0.0.1")]);
        var options = Options.Create(new OutboundOptions { RefusalFloor = TimeSpan.Zero });
        using var client = new OutboundHttpClient(policy, resolver, options, TimeProvider.System);
        using var destination = new MemoryStream();
        var outcome = await new Downloader(new OutboundGetter(client, policy, TimeProvider.System), TimeProvider.System).DownloadAsync(url, destination, limits ?? new DownloadLimits(), default);
        return (outcome, Encoding.Latin1.GetString(destination.ToArray()));
    }
}
