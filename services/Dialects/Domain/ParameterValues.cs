using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain;

/// <summary>What a parameter's value is.</summary>
internal static class ParameterValues
{
    public static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>Also of a string of digits: clients send them so.</summary>
    public static decimal? NumberOf(JsonNode node)
    {
        var digits = node.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : TextOf(node);
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static JsonNode? TryParse(string json)
    {
        try
        {
            // Parsed by the element, which refuses a name that stands twice before a node would throw for it.
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it can be shown as one choice or as one key.</summary>
    public static bool IsLine(string text, int lengthMax) =>
        !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= lengthMax && !text.EnumerateRunes().Any(Rune.IsControl);

    public static bool IsIndex(string key) => key.Length is > 0 and <= 4 && key.All(char.IsAsciiDigit);

    public static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0;
}

/// <summary>How much a request may ask for: what a form can show.</summary>
internal static class TaskLimits
{
    /// <summary>Characters of a category, a choice, a label, a key.</summary>
    public const int ChoiceLengthMax = 200;

    /// <summary>Categories or choices.</summary>
    public const int ChoicesMax = 2_000;

    /// <summary>Fields to fill in.</summary>
    public const int FieldsMax = 200;

    /// <summary>Attachments to compare.</summary>
    public const int AttachmentsMax = 50;

    /// <summary>Examples of an annotation.</summary>
    public const int ExamplesMax = 20;

    /// <summary>Characters of what is read aloud on the telephone.</summary>
    public const int ScriptLengthMax = 10_000;

    /// <summary>Characters of an instruction.</summary>
    public const int InstructionLengthMax = 60_000;
}
