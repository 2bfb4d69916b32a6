using System.Text;

namespace Hitl.Forms.Sampling;

/// <summary>Plausible words.</summary>
internal static class Prose
{
    private static readonly string[] Vocabulary =
    [
        "the", "label", "is", "clear", "and", "text", "matches", "image", "but", "one", "detail", "near", "edge", "looks", "blurred",
        "second", "line", "seems", "right", "tone", "polite", "answer", "complete", "price", "missing", "date", "correct", "name", "found",
        "page", "shows", "two", "people", "red", "car", "street", "sign", "left", "of", "door", "well", "lit", "scene", "no", "doubt",
    ];

    public static string Words(Dice dice, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => dice.Of(Vocabulary)));

    /// <summary>A sentence or several, whose length is within bounds.</summary>
    public static string Sentences(Dice dice, int lengthMin, int lengthMax)
    {
        var text = new StringBuilder();
        do
        {
            if (text.Length > 0) text.Append(' ');
            var words = Words(dice, dice.Between(5, 11));
            text.Append(char.ToUpperInvariant(words[0])).Append(words.AsSpan(1)).Append('.');
        }
        while (text.Length < lengthMin);

        if (text.Length > lengthMax) text.Length = lengthMax;
        // A cut behind a word would leave a blank at the end, or nothing but blanks.
        if (text.Length > 0 && text[^1] == ' ') text[^1] = '.';
        return text.ToString();
    }
}
