using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Files.Reads;

/// <summary>Measures as they stand in the database.</summary>
internal static class MediaJson
{
    public static MediaFacts? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<MediaFacts>(json, JsonConventions.Options);

    public static string? Write(MediaFacts? media) => media is null ? null : JsonSerializer.Serialize(media, JsonConventions.Options);
}
