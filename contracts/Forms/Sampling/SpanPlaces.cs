namespace Hitl.Forms.Sampling;

/// <summary>Finds stretches of a text that somebody could have marked: whole words.</summary>
internal static class SpanPlaces
{
    private const string UnknownWord = "words";

    /// <summary>Each stretch with the code point at which it starts.</summary>
    public static IReadOnlyList<(int Start, string Text)> In(string text, Sample sample, int? min, int? max, bool canOverlap)
    {
        var count = sample.CountOfMarks(min, max);
        var candidates = WordsOf(text);
        // Too few words: single characters will do.
        if (candidates.Count < count) candidates = CharactersOf(text);
        if (candidates.Count == 0) return [];

        var picked = new SortedSet<int>();
        while (picked.Count < Math.Min(count, candidates.Count)) picked.Add(sample.Dice.Next(candidates.Count));
        var places = picked.Select(index => candidates[index]).ToList();
        while (canOverlap && places.Count < (min ?? 0)) places.Add(sample.Dice.Of(candidates));
        return places;
    }

    /// <summary>Of a text that nobody knows.</summary>
    public static IReadOnlyList<(int Start, string Text)> InUnknown(Sample sample, int? min, int? max)
    {
        var skipped = sample.Dice.Next(5);
        return [.. Enumerable.Range(0, sample.CountOfMarks(min, max)).Select(index => ((skipped + index) * (UnknownWord.Length + 1), UnknownWord))];
    }

    private static List<(int Start, string Text)> WordsOf(string text)
    {
        const int WordsMax = 1_000;
        var words = new List<(int, string)>();
        var (place, wordPlace, wordStart, at) = (0, 0, -1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isWord = System.Text.Rune.IsLetterOrDigit(rune);
            if (isWord && wordStart < 0) (wordPlace, wordStart) = (place, at);
            if (!isWord && wordStart >= 0)
            {
                words.Add((wordPlace, text[wordStart..at]));
                wordStart = -1;
                if (words.Count == WordsMax) return words;
            }

            place++;
            at += rune.Utf16SequenceLength;
        }

        if (wordStart >= 0) words.Add((wordPlace, text[wordStart..]));
        return words;
    }

    private static List<(int Start, string Text)> CharactersOf(string text) =>
        [.. text.EnumerateRunes().Take(FormLimits.MarksMax).Select((rune, place) => (place, rune.ToString()))];
}
