using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Reads;

/// <summary>What a job shows annotators, as clients see it: files under our own addresses.</summary>
internal static class MaterialJson
{
    public static void WriteFiles(Utf8JsonWriter json, List<StoredFile> files, FileUrls fileUrls)
    {
        json.WriteStartArray("files"u8);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, file.FileId);
            json.WriteString("url"u8, fileUrls.Of(file.FileId));
            WriteFacts(json, file);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <param name="json">Where to.</param>
    /// <param name="stored">A list of <see cref="Attachment"/> as JSON.</param>
    /// <param name="fileUrls">Our addresses.</param>
    public static void WriteAttachments(Utf8JsonWriter json, string stored, FileUrls fileUrls)
    {
        json.WriteStartArray("attachments"u8);
        foreach (var attachment in JsonSerializer.Deserialize<List<Attachment>>(stored, JsonConventions.Options) ?? [])
        {
            json.WriteStartObject();
            json.WriteString("type"u8, AttachmentKindText.Of(attachment.Kind));
            if (attachment.Text is not null) json.WriteString("content"u8, attachment.Text);
            else json.WriteString("url"u8, attachment.File is { } kept ? fileUrls.Of(kept.FileId) : attachment.Url);
            if (attachment.File is { } file) WriteFacts(json, file);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFacts(Utf8JsonWriter json, StoredFile file)
    {
        json.WriteString("name"u8, file.Name);
        json.WriteString("content_type"u8, file.ContentType);
        json.WriteNumber("size"u8, file.Size);
        if (file.Media is not { } media) return;
        json.WritePropertyName("media"u8);
        JsonSerializer.Serialize(json, media, JsonConventions.Options);
    }
}
