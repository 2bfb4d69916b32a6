using System.Text.Json;
using System.Text.Unicode;
using Hitl.ServiceDefaults.Results;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// Refuses JSON that would fail later: broken syntax or UTF-8 (400), and text that no database or reader can carry, NUL and lone
/// surrogates (422), wherever in the body it stands.
/// </summary>
public static class JsonText
{
    /// <summary>The document in <paramref name="utf8"/>, whose memory it goes on using, or why it is refused.</summary>
    public static Result<JsonDocument> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (Check(utf8.Span) is { } broken) return broken;
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // The syntax is known to be right: only a name that stands twice is left.
            return InvalidRequest.Json("A name stands twice in one object of the body.");
        }
    }

    internal static Error? Check(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return InvalidRequest.Json("The body is not valid UTF-8.");

        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is (JsonTokenType.String or JsonTokenType.PropertyName) && reader.ValueIsEscaped && !IsCarriable(ref reader))
                    return Uncarriable(utf8[..(int)reader.TokenStartIndex]);
            }
        }
        catch (JsonException broken)
        {
            return InvalidRequest.Json($"The body is not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }

        return null;
    }

    private static bool IsCarriable(ref Utf8JsonReader reader)
    {
        try
        {
            return !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: the reader's only way to say so.
            return false;
        }
    }

    private static Error Uncarriable(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        return new Error(
            ErrorKind.Unprocessable,
            "text_not_allowed",
            $"A string on line {line} holds a NUL character or half of a surrogate pair (\\u0000, \\ud800 to \\udfff). Remove it.");
    }
}
