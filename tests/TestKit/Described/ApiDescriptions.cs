using System.Net;
using System.Text.Json;
using Hitl.TestKit.Driving;

namespace Hitl.TestKit.Described;

/// <summary>
/// The OpenAPI documents that a system serves, and whether its answers are as they say. A status, a field or a type of content that is not
/// described fails the test that caused it.
/// </summary>
public sealed class ApiDescriptions
{
    private const string Scale = "scale";

    private readonly IReadOnlyList<ApiDocument> _documents;

    private ApiDescriptions(IReadOnlyList<ApiDocument> documents) => _documents = documents;

    /// <summary>Reads them from the gateway.</summary>
    public static async Task<ApiDescriptions> FetchAsync(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var index = (await http.GetAnswerAsync("/openapi")).Expect(200).Json;
        var documents = new List<ApiDocument>();
        foreach (var entry in index.GetProperty("documents").EnumerateArray())
        {
            var text = (await http.GetAnswerAsync(entry.GetProperty("url").GetString()!)).Expect(200).Text;
            documents.Add(new ApiDocument(entry.GetProperty("name").GetString()!, text));
        }

        return new ApiDescriptions(documents);
    }

    /// <summary>Sends requests on, and fails where an answer is not as described.</summary>
    public HttpMessageHandler Checking(HttpMessageHandler inner) => new CheckingHandler(this) { InnerHandler = inner };

    /// <summary>Fails when a webhook's body is not as a document says.</summary>
    public async Task ExpectWebhookAsync(string document, string name, string body)
    {
        var described = _documents.Single(one => one.Name == document);
        var schema = described.FindWebhookBody(name);
        Assert.That(schema, Is.Not.Null, $"{document}.json describes no webhook {name}");
        Assert.That(await described.FaultsOfAsync(schema!, body), Is.Empty, body);
    }

    private async Task<IEnumerable<string>> FaultsOfAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var found = Documents(request)
            .Select(document => (Document: document, Path: document.FindPath(request.RequestUri!.AbsolutePath)))
            .FirstOrDefault(pair => pair.Path is not null);
        if (found.Path is not var (path, item)) return status == (int)HttpStatusCode.NotFound ? [] : ["no document names the path"];

        // HEAD goes with GET, and is not described on its own.
        var method = request.Method == HttpMethod.Head ? "get" : request.Method.Method.ToLowerInvariant();
        if (item[method] is not { } operation) return status == (int)HttpStatusCode.MethodNotAllowed ? [] : [$"{found.Document.Name}.json does not name the method"];

        var call = new DescribedCall(found.Document, path, method, operation.AsObject());
        if (found.Document.FindAnswer(call, status) is not { } answer) return [$"{call} does not name the status {status}"];
        if (request.Method == HttpMethod.Head) return [];

        var type = response.Content.Headers.ContentType?.MediaType;
        if (answer["content"] is not { } content) return type is null ? [] : [$"{call}, {status}: is described without a body"];
        if (type is null || (content[type] ?? content["*/*"]) is not { } described) return [$"{call}, {status}: is not described as {type ?? "nothing"}"];
        if (!type.EndsWith("json", StringComparison.Ordinal)) return [];
        var faults = await found.Document.FaultsOfAsync(described["schema"]!, await response.Content.ReadAsStringAsync());
        return faults.Select(fault => $"{call}, {status}: {fault}");
    }

    /// <summary>Two documents may claim one path: HTTP Basic then means Scale, everything else the other.</summary>
    private IEnumerable<ApiDocument> Documents(HttpRequestMessage request)
    {
        var isBasic = request.Headers.Authorization?.Scheme == "Basic";
        return _documents.OrderBy(document => document.Name == Scale != isBasic);
    }

    private sealed class CheckingHandler(ApiDescriptions descriptions) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var faults = (await descriptions.FaultsOfAsync(request, response)).ToList();
            if (faults.Count == 0) return response;

            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new AssertionException(
                $"{request.Method} {request.RequestUri} was answered with {(int)response.StatusCode}, not as described:\n{string.Join('\n', faults)}\n{JsonEncodedText.Encode(body)}");
        }
    }
}
