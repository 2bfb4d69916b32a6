using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;

namespace Hitl.Files.Tests;

public sealed class ServingFiles
{
    private readonly Guid _account = Guid.CreateVersion7();
    private readonly ManualClock _clock = new();
    private CustomerServer _customer = null!;
    private FilesApp _app = null!;
    private StoredFile _png = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _customer = await CustomerServer.StartAsync();
        _app = await FilesApp.StartAsync(_customer, clock: _clock);
        _png = await _app.GivenFileAsync(_account, _customer.At("/good/picture.png"));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _customer.DisposeAsync();
    }

    [Test]
    public async Task The_account_gets_the_bytes_with_headers_that_make_them_harmless()
    {
        using var response = await GetAsync(_png.FileId, Account(_account));
        Assert.Multiple(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(SampleFiles.Png("picture")));
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("image/png"));
            Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(_png.Size));
            Assert.That(response.Headers.ETag?.Tag, Is.EqualTo($"\"{Convert.ToHexStringLower(SHA256.HashData(SampleFiles.Png("picture")))}\""));
            Assert.That(Header(response, "X-Content-Type-Options"), Is.EqualTo("nosniff"));
            Assert.That(Header(response, "Content-Security-Policy"), Is.EqualTo("default-src 'none'; sandbox"));
            Assert.That(Header(response, "Cross-Origin-Resource-Policy"), Is.EqualTo("same-origin"));
            Assert.That(response.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
            Assert.That(response.Content.Headers.ContentDisposition?.DispositionType, Is.EqualTo("inline"));
            Assert.That(Header(response, "Accept-Ranges"), Is.EqualTo("bytes"));
        });
    }

    [Test]
    public async Task A_document_is_an_attachment_under_its_own_name()
    {
        var pdf = await _app.GivenFileAsync(_account, _customer.At("/download"));
        using var response = await GetAsync(pdf.FileId, Account(_account));
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentDisposition?.DispositionType, Is.EqualTo("attachment"));
            Assert.That(response.Content.Headers.ContentDisposition?.FileNameStar, Is.EqualTo("Übersicht 1.pdf"));
        });
    }

    [Test]
    public async Task A_range_a_known_tag_and_a_head_get_no_more_than_they_ask_for()
    {
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(SampleFiles.Png("picture")))}\"");
        using var part = await GetAsync(_png.FileId, Account(_account), request => request.Headers.Range = new RangeHeaderValue(1, 3));
        using var beyond = await GetAsync(_png.FileId, Account(_account), request => request.Headers.Range = new RangeHeaderValue(1_000_000, null));
        using var known = await GetAsync(_png.FileId, Account(_account), request => request.Headers.IfNoneMatch.Add(etag));
        using var head = await GetAsync(_png.FileId, Account(_account), request => request.Method = HttpMethod.Head);
        Assert.Multiple(async () =>
        {
            Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
            Assert.That(await part.Content.ReadAsStringAsync(), Is.EqualTo("PNG"));
            Assert.That(beyond.StatusCode, Is.EqualTo(HttpStatusCode.RequestedRangeNotSatisfiable));
            Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(head.Content.Headers.ContentLength, Is.EqualTo(_png.Size));
            Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        });
    }

    [Test]
    public async Task An_administrator_gets_every_accounts_file()
    {
        using var response = await GetAsync(_png.FileId, new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task For_a_stranger_a_file_is_as_if_it_were_not()
    {
        var annotator = new Caller { AnnotatorId = Guid.CreateVersion7() };
        var unknown = await ProblemOfAsync(Guid.CreateVersion7(), Account(_account));
        Assert.Multiple(async () =>
        {
            Assert.That(unknown, Does.StartWith("404 "));
            Assert.That(await ProblemOfAsync(_png.FileId, Account(Guid.CreateVersion7())), Is.EqualTo(unknown));
            Assert.That(await ProblemOfAsync(_png.FileId, annotator), Is.EqualTo(unknown));
            Assert.That(await ProblemOfAsync(Guid.CreateVersion7(), new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() }), Is.EqualTo(unknown));
        });
    }

    [Test]
    public async Task An_annotator_gets_the_file_of_the_grant_while_it_holds()
    {
        var annotator = Guid.CreateVersion7();
        var grant = FileGrant.Sign(ServiceHost<FilesService>.SigningKey, _png.FileId, annotator, _clock.GetUtcNow());
        Assert.Multiple(async () =>
        {
            Assert.That(await StatusAsync(annotator, grant), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await StatusAsync(Guid.CreateVersion7(), grant), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await StatusAsync(annotator, grant[..^1] + (grant[^1] == 'A' ? 'B' : 'A')), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await StatusAsync(annotator, FileGrant.Sign("another-key-another-key-another-key", _png.FileId, annotator, _clock.GetUtcNow())), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await StatusAsync(annotator, FileGrant.Sign(ServiceHost<FilesService>.SigningKey, _png.FileId, annotator, _clock.GetUtcNow() - TimeSpan.FromHours(2))), Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task A_request_that_went_past_the_gateway_is_401()
    {
        using var response = await GetAsync(_png.FileId, null);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_service_is_healthy()
    {
        using var client = _app.Host.ClientFor(null);
        using var response = await client.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"storage\":\"Healthy\""));
    }

    private static Caller Account(Guid account) => new() { AccountId = account, KeyId = account };

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private async Task<HttpStatusCode> StatusAsync(Guid annotator, string grant)
    {
        using var client = _app.Host.ClientFor(new Caller { AnnotatorId = annotator });
        using var response = await client.GetAsync(new Uri($"/v1/files/{_png.FileId}?grant={grant}", UriKind.Relative));
        return response.StatusCode;
    }

    private async Task<string> ProblemOfAsync(Guid id, Caller caller)
    {
        using var response = await GetAsync(id, caller);
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await response.Content.ReadAsStringAsync())!;
        body.Remove("request_id");
        return $"{(int)response.StatusCode} {JsonSerializer.Serialize(body)}";
    }

    private async Task<HttpResponseMessage> GetAsync(Guid id, Caller? caller, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/files/{id}");
        configure?.Invoke(request);
        using var client = _app.Host.ClientFor(caller);
        return await client.SendAsync(request);
    }
}
