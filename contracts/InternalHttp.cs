using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hitl.Contracts;

/// <summary>How the typed clients speak: JSON in snake_case; what is not found is null; anything unexpected throws.</summary>
internal static class InternalHttp
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static async Task<T?> GetOrNullAsync<T>(this HttpClient http, string path, CancellationToken ct)
        where T : class
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), ct).ConfigureAwait(false);
        return await ReadOrNullAsync<T>(response, ct).ConfigureAwait(false);
    }

    public static async Task<T?> PostOrNullAsync<T>(this HttpClient http, string path, object body, CancellationToken ct)
        where T : class
    {
        // Buffered, so that the body has a length and goes out in one piece.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json));
        content.Headers.ContentType = new("application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, ct).ConfigureAwait(false);
        return await ReadOrNullAsync<T>(response, ct).ConfigureAwait(false);
    }

    private static async Task<T?> ReadOrNullAsync<T>(HttpResponseMessage response, CancellationToken ct)
        where T : class
    {
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(Json, ct).ConfigureAwait(false);
    }
}
