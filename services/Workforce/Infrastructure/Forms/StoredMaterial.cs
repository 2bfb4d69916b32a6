using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Forms;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Workforce.Infrastructure.Forms;

/// <summary>The columns of a job that say what it shows.</summary>
internal static class StoredMaterial
{
    public static Material Of(string? content, string files, string attachments) => JobMaterial.Of(
        content is null ? null : Parse<JsonElement>(content), Parse<List<StoredFile>>(files), Parse<List<Attachment>>(attachments));

    public static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, JsonConventions.Options) ?? throw new InvalidOperationException("A column of JSON holds null.");
}
