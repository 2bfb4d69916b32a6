using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Hitl.Gateway.Tests.Routing;

// It looks at the memory of the whole process.
[TestFixture]
[NonParallelizable]
internal sealed class StreamingFiles
{
    private const int Megabyte = 1024 * 1024;
    private const int Megabytes = 50;

    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task A_file_of_50_MB_goes_through_in_little_memory()
    {
        var block = new byte[Megabyte];
        _gateway.Backstage.Answer("/v1/files/large", async context =>
        {
            context.Response.ContentLength = (long)Megabytes * Megabyte;
            for (var i = 0; i < Megabytes; i++) await context.Response.Body.WriteAsync(block);
        });
        var key = _gateway.Backstage.NewKey();
        await DownloadAsync(key, block);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var length = await DownloadAsync(key, block);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Multiple(() =>
        {
            Assert.That(length, Is.EqualTo((long)Megabytes * Megabyte));
            Assert.That(allocated, Is.LessThan(15 * Megabyte), "service, gateway and client together");
        });
    }

    [Test]
    public async Task The_first_bytes_arrive_before_the_last_are_sent()
    {
        var arrived = new TaskCompletionSource();
        _gateway.Backstage.Answer("/v1/files/slow", async context =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await arrived.Task;
            await context.Response.WriteAsync("last");
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/files/slow");
        request.Headers.TryAddWithoutValidation("X-API-Key", _gateway.Backstage.NewKey());
        using var response = await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[5];
        await stream.ReadExactlyAsync(buffer);
        arrived.SetResult();
        using var reader = new StreamReader(stream);
        Assert.That((buffer, await reader.ReadToEndAsync()), Is.EqualTo(("first"u8.ToArray(), "last")));
    }

    [Test]
    public async Task A_service_reads_the_first_bytes_before_the_client_has_sent_the_last()
    {
        var firstSeen = new TaskCompletionSource();
        _gateway.Backstage.Answer("/v1/jobs/upload", async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[Megabyte]);
            firstSeen.SetResult();
            await context.Request.Body.ReadExactlyAsync(new byte[Megabyte]);
            using var rest = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(await rest.ReadToEndAsync());
        });
        // Enough to overflow every buffer on the way.
        var first = new byte[2 * Megabyte];
        var pipe = new Pipe();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs/upload") { Content = new StreamContent(pipe.Reader.AsStream()) };
        request.Headers.TryAddWithoutValidation("X-API-Key", _gateway.Backstage.NewKey());
        var sending = _gateway.Client.SendAsync(request);
        await pipe.Writer.WriteAsync(first);
        await firstSeen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await pipe.Writer.WriteAsync("last"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        using var response = await sending;
        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "last")));
    }

    [Test]
    public async Task Ranges_and_validators_reach_the_client()
    {
        _gateway.Backstage.Answer("/v1/files/part", async context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ETag = "\"e1\"";
            context.Response.Headers.ContentRange = "bytes 0-3/10";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            context.Response.ContentType = "image/png";
            await context.Response.WriteAsync("abcd");
        });
        using var response = await _gateway.GetAsync("/v1/files/part", _gateway.Backstage.NewKey());
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
            Assert.That(response.Header("ETag"), Is.EqualTo("\"e1\""));
            Assert.That(response.Header("Content-Range"), Is.EqualTo("bytes 0-3/10"));
            Assert.That(response.Header("Content-Type"), Is.EqualTo("image/png"));
            Assert.That(response.Header("Content-Security-Policy"), Is.EqualTo("default-src 'none'; sandbox"), "the service's own");
        });
    }

    private async Task<long> DownloadAsync(string key, byte[] buffer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/files/large");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        using var response = await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var length = 0L;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;) length += read;
        return length;
    }
}
