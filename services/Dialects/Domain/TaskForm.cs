using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain;

/// <summary>Something that a task shows.</summary>
/// <param name="Type">Our word, and the dialects': text, image, video, audio, website, pdf.</param>
/// <param name="Value">The text, or the URL.</param>
internal sealed record TaskAttachment(string Type, string Value)
{
    public const string Text = "text";

    public bool IsUrl => Type != Text;
}

/// <summary>What an annotator sees of a task, and fills in.</summary>
/// <param name="Attachments">In the order in which the fields name them.</param>
/// <param name="Fields">The fields of the form, without the instruction, which stands above them.</param>
internal sealed record TaskForm(IReadOnlyList<TaskAttachment> Attachments, IReadOnlyList<JsonObject> Fields);

/// <summary>Writes the fields of a form, in the form language of all our jobs.</summary>
internal static class FormFields
{
    private const int LabelLengthMax = 500;
    private const int DescriptionLengthMax = 10_000;

    public static JsonObject Instruction() => new()
    {
        ["type"] = "content_display",
        ["name"] = "instruction",
        ["label"] = "Instruction",
        ["source"] = "instruction",
        ["format"] = "markdown",
    };

    public static JsonObject Show(string name, int attachment, string? label = null, string? description = null)
    {
        var field = new JsonObject { ["type"] = "content_display", ["name"] = name, ["source"] = $"attachments[{attachment}]" };
        field.Describe(label, description);
        return field;
    }

    public static void Describe(this JsonObject field, string? label, string? description)
    {
        if (!string.IsNullOrWhiteSpace(label)) field["label"] = Cut(label, LabelLengthMax);
        if (!string.IsNullOrWhiteSpace(description)) field["description"] = Cut(description, DescriptionLengthMax);
    }

    /// <summary>A field that must be filled in.</summary>
    public static JsonObject Ask(string type, string name) => new() { ["type"] = type, ["name"] = name, ["required"] = true };

    public static JsonObject WithChoices(this JsonObject field, IEnumerable<string> choices, string member = "choices")
    {
        var list = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]);
        if (list.Count > 0) field[member] = list;
        return field;
    }

    public static JsonObject WithChoices(this JsonObject field, IReadOnlyList<NamedChoice> choices, string member = "choices")
    {
        var list = choices.Select(choice => choice.Label is { Length: > 0 } label
            ? new JsonObject { ["value"] = choice.Value, ["label"] = Cut(label, LabelLengthMax) }
            : (JsonNode)JsonValue.Create(choice.Value));
        if (choices.Count > 0) field[member] = new JsonArray([.. list]);
        return field;
    }

    public static JsonObject WithPieces(this JsonObject field, IReadOnlyList<KeyValuePair<string, string>> pieces, string member = "fields")
    {
        if (pieces.Count > 0)
            field[member] = new JsonObject(pieces.Select(piece => KeyValuePair.Create(piece.Key, (JsonNode?)JsonValue.Create(Cut(piece.Value, DescriptionLengthMax)))));
        return field;
    }

    /// <summary>Long words are shown as far as a form shows them; the client has them back whole.</summary>
    private static string Cut(string text, int max) => text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
}
