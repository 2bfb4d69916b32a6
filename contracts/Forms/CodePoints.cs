namespace Hitl.Forms;

/// <summary>
/// A text whose places are counted in Unicode code points, as spans are: an emoji is one place, not the two of a .NET or JavaScript string.
/// </summary>
public sealed class CodePoints
{
    private readonly string _text;

    /// <summary>Where each code point begins; null when each is one character, as in most texts.</summary>
    private readonly int[]? _starts;

    /// <summary>Counts <paramref name="text"/>.</summary>
    public CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        Length = JsonValues.LengthOf(text);
        if (Length == text.Length) return;

        _starts = new int[Length + 1];
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLowSurrogate(text[i])) _starts[at++] = i;
        }

        _starts[at] = text.Length;
    }

    /// <summary>How many code points there are.</summary>
    public int Length { get; }

    /// <summary>The text from <paramref name="start"/> to before <paramref name="end"/>; both within the text.</summary>
    public ReadOnlySpan<char> Slice(int start, int end)
    {
        var from = _starts is null ? start : _starts[start];
        return _text.AsSpan(from, (_starts is null ? end : _starts[end]) - from);
    }
}
