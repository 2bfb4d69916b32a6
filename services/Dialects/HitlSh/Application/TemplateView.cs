using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Dialects.HitlSh.Domain;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>A template as the document's clients know it.</summary>
internal static class TemplateView
{
    public static JsonObject Of(TemplateRecord template) => new()
    {
        ["id"] = PublicId.Of(PublicId.Template, template.TemplateId),
        ["name"] = template.Name,
        ["description"] = template.Description,
        ["fields"] = new JsonArray([.. template.Fields.EnumerateArray().Select(FieldOf)]),
        ["version"] = template.Version,
        ["created_at"] = HitlShDialect.TextOf(template.CreatedAt),
        ["updated_at"] = HitlShDialect.TextOf(template.UpdatedAt),
    };

    /// <summary>The kept form leaves defaults out; the document prints whether a field is required.</summary>
    private static JsonNode FieldOf(JsonElement field)
    {
        var shown = JsonSerializer.SerializeToNode(field)!.AsObject();
        shown.TryAdd("required", false);
        return shown;
    }
}
