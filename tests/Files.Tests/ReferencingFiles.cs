using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.TestKit;
using Microsoft.AspNetCore.Http;

namespace Hitl.Files.Tests;

public sealed class ReferencingFiles
{
    private readonly Guid _account = Guid.CreateVersion7();
    private readonly byte[] _film = SampleMedia.Named("film.mp4");
    private CustomerServer _customer = null!;
    private FilesApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _customer = await CustomerServer.StartAsync();
        _app = await FilesApp.StartAsync(_customer, settings => settings["Files:ReferenceBytesMax"] = "100000");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [Test]
    public async Task Only_its_address_is_kept_and_its_bytes_come_from_its_source()
    {
        var contents = _app.ContentsOnDisk();
        var file = await ReferenceAsync("whole.mp4", _film);
        using var response = await GetAsync(file);
        Assert.Multiple(async () =>
        {
            Assert.That((file.Name, file.ContentType, file.Size, file.Media), Is.EqualTo(("whole.mp4", "video/mp4", (long)_film.Length, default(MediaFacts))));
            Assert.That(_app.ContentsOnDisk(), Is.EqualTo(contents));
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(_film));
            Assert.That((response.StatusCode, response.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, (long?)_film.Length)));
        });
    }

    [Test]
    public async Task A_range_is_asked_of_the_source_and_what_lies_beyond_is_416()
    {
        var file = await ReferenceAsync("ranges.mp4", _film);
        using var part = await GetAsync(file, request => request.Headers.Range = new RangeHeaderValue(4, 7));
        using var beyond = await GetAsync(file, request => request.Headers.Range = new RangeHeaderValue(1_000_000, null));
        using var several = await GetAsync(file, request => request.Headers.TryAddWithoutValidation("Range", "bytes=0-1,4-7"));
        using var head = await GetAsync(file, request => request.Method = HttpMethod.Head);
        Assert.Multiple(async () =>
        {
            Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
            Assert.That(await part.Content.ReadAsStringAsync(), Is.EqualTo("ftyp"));
            Assert.That(part.Content.Headers.ContentRange?.ToString(), Is.EqualTo($"bytes 4-7/{_film.Length}"));
            Assert.That(beyond.StatusCode, Is.EqualTo(HttpStatusCode.RequestedRangeNotSatisfiable));
            Assert.That(several.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((head.StatusCode, head.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, (long?)_film.Length)));
        });
    }

    [Test]
    public async Task Nothing_of_the_sources_headers_comes_through_but_lengths_and_tags()
    {
        var url = _customer.Serve("headers.txt", http =>
        {
            http.Response.Headers.SetCookie = "session=stolen";
            http.Response.Headers.ETag = "\"v1\"";
            http.Response.Headers["X-Anything"] = "else";
            http.Response.Headers.ContentSecurityPolicy = "default-src *";
            return Results.Content("<html><script>alert(1)</script></html>", "text/html");
        });
        var file = await _app.GivenAttachmentAsync(_account, AttachmentKind.Text, url, isReference: true);
        using var response = await GetAsync(file);
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
            Assert.That(response.Content.Headers.ContentDisposition?.DispositionType, Is.EqualTo("attachment"));
            Assert.That(response.Headers.ETag?.Tag, Is.EqualTo("\"v1\""));
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(response.Headers.Contains("X-Anything"), Is.False);
            Assert.That(response.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "default-src 'none'; sandbox" }));
            Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        });
    }

    [Test]
    public async Task A_source_that_is_gone_changed_or_leads_inside_is_502()
    {
        var file = await ReferenceAsync("volatile.mp4", _film);
        var answers = new Func<HttpContext, IResult>[]
        {
            _ => Results.NotFound(),
            _ => Results.StatusCode(500),
            _ => Results.Bytes([.. _film, 0]),
            _ => Results.Redirect("http://169.254.169.254/latest/meta-data/"),
            _ => Results.Redirect("http://127.0.0.1:1/film.mp4"),
        };
        foreach (var answer in answers)
        {
            _customer.Serve("volatile.mp4", answer);
            using var response = await GetAsync(file);
            var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            Assert.That(
                ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, problem.GetProperty("code").GetString()),
                Is.EqualTo((502, "application/problem+json", "reference_unavailable")));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Not.Contain("169.254").And.Contain("attach a copy"));
        }

        _customer.Serve("volatile.mp4", _film);
        using var again = await GetAsync(file);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_source_that_ends_early_breaks_the_connection_off()
    {
        var file = await ReferenceAsync("dying.mp4", _film);
        var seen = new TaskCompletionSource();
        _customer.Serve("dying.mp4", http =>
        {
            http.Response.ContentLength = _film.Length;
            return Results.Stream(async stream =>
            {
                await stream.WriteAsync(_film.AsMemory(0, 100));
                await stream.FlushAsync();
                await seen.Task;
                http.Abort();
            });
        });
        using var client = _app.ClientOf(_account);
        using var response = await client.GetAsync(new Uri($"/v1/files/{file.FileId}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        seen.SetResult();
        Assert.That(() => response.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>());
    }

    [Test]
    public async Task What_cannot_be_referenced_is_refused_with_its_reason()
    {
        var cases = new (AttachmentKind Kind, string Url, string Code)[]
        {
            (AttachmentKind.Video, _customer.At("/missing/film.mp4"), "bad_status"),
            (AttachmentKind.Video, _customer.Serve("sound.mp4", SampleMedia.Named("tone.wav")), "wrong_content"),
            (AttachmentKind.Text, _customer.Serve("binary.txt", [1, 2, 0xFF]), "wrong_content"),
            (AttachmentKind.Pdf, _customer.Serve("none.pdf", []), "bad_status"),
            (AttachmentKind.Video, _customer.Serve("large.mp4", [.. _film, .. new byte[100_000]]), "too_large"),
            (AttachmentKind.Video, _customer.Serve("endless.mp4", _ => Results.Stream(async stream => await stream.WriteAsync(_film))), "size_unknown"),
            (AttachmentKind.Video, _customer.Serve("inside.mp4", _ => Results.Redirect("http://169.254.169.254/film.mp4")), "ip_blocked"),
            (AttachmentKind.Video, "http://10.0.0.1/film.mp4", "ip_blocked"),
            (AttachmentKind.Video, "ftp://example.com/film.mp4", "url_scheme"),
        };
        foreach (var (kind, url, code) in cases)
        {
            var group = await _app.AttachAsync(_account, new AttachmentOrder(kind, url, true));
            Assert.That(group.Failures.Select(failure => (failure.Code, failure.IsAttachment)), Is.EqualTo(new[] { (code, true) }), url);
        }
    }

    [Test]
    public async Task A_text_may_be_cut_within_a_character_and_is_text_all_the_same()
    {
        var text = Encoding.UTF8.GetBytes("a" + string.Concat(Enumerable.Repeat("ä", 20_000)));
        var file = await _app.GivenAttachmentAsync(_account, AttachmentKind.Text, _customer.Serve("umlauts.txt", text), isReference: true);
        Assert.That((file.ContentType, file.Size), Is.EqualTo(("text/plain", (long)text.Length)));
    }

    private Task<StoredFile> ReferenceAsync(string name, byte[] bytes) =>
        _app.GivenAttachmentAsync(_account, AttachmentKind.Video, _customer.Serve(name, bytes), isReference: true);

    private async Task<HttpResponseMessage> GetAsync(StoredFile file, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/files/{file.FileId}");
        configure?.Invoke(request);
        using var client = _app.ClientOf(_account);
        return await client.SendAsync(request);
    }
}
