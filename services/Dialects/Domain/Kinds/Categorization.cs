using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Sort an attachment into one of some categories, or into several.</summary>
internal sealed class Categorization : TaskKind
{
    private const string Answer = "category";

    public override string Name => "categorization";

    public override TaskForm Read(GivenParameters given)
    {
        var attachments = given.LacksAttachment ? [] : Attachments.ReadOne(given, Attachments.AllTypes);
        var categories = given.Choices("categories", TaskLimits.ChoicesMax);
        var ids = given.Has("category_ids") ? given.Dictionary("category_ids", TaskLimits.ChoicesMax, isRequired: false) : [];
        foreach (var (id, category) in ids)
        {
            if (!categories.Contains(category, StringComparer.Ordinal)) given.Refuse($"category_ids.{id}", "must be one of categories.");
        }

        var isMultiple = given.Flag("allow_multiple") ?? false;
        var choice = FormFields.Ask(isMultiple ? "choices" : "choice", Answer).WithChoices(categories);
        return new TaskForm(attachments, attachments.Count == 0 ? [choice] : [FormFields.Show("attachment", 0), choice]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var response = Answers.Pick(annotations, Answer);
        if (parameters.Member("category_ids") is not { } ids || response[Answer] is not { } chosen) return response;
        response["category_id"] = chosen is JsonArray several
            ? new JsonArray([.. several.Select(category => IdOf(ids, category!))])
            : IdOf(ids, chosen);
        return response;
    }

    /// <summary>Null for a category that the client gave no id.</summary>
    private static JsonValue? IdOf(JsonElement ids, JsonNode category)
    {
        foreach (var entry in ids.EnumerateObject())
        {
            if (entry.Value.ValueEquals(category.GetValue<string>())) return JsonValue.Create(entry.Name);
        }

        return null;
    }
}
