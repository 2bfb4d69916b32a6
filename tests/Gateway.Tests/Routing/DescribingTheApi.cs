using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Hitl.Gateway.Tests.Routing;

[TestFixture]
internal sealed class DescribingTheApi
{
    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task The_index_leads_to_every_document_and_nobody_needs_a_key()
    {
        using var index = JsonDocument.Parse(await _gateway.Client.GetStringAsync("/openapi"));
        var entries = index.RootElement.GetProperty("documents").EnumerateArray().ToList();

        Assert.That(entries.Select(entry => entry.GetProperty("name").GetString()), Is.EqualTo(new[] { "v1", "hitl-sh", "people", "scale", "workersai" }));
        foreach (var entry in entries)
        {
            using var document = JsonDocument.Parse(await _gateway.Client.GetStringAsync(entry.GetProperty("url").GetString()));
            Assert.That(document.RootElement.GetProperty("openapi").GetString(), Does.StartWith("3.1."));
            Assert.That(document.RootElement.GetProperty("info").GetProperty("title").GetString(), Is.EqualTo(entry.GetProperty("title").GetString()));
        }
    }

    [Test]
    public async Task A_document_that_is_known_already_is_not_sent_again()
    {
        using var first = await _gateway.Client.GetAsync("/openapi/v1.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));

        using var again = await _gateway.Client.SendAsync(request);

        Assert.That((first.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotModified)));
    }

    [TestCase("/openapi/v2.json")]
    [TestCase("/openapi/..%2Fv1.json")]
    public async Task What_is_no_document_is_a_problem(string path)
    {
        using var response = await _gateway.Client.GetAsync(path);

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }
}
