using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>What is said: the transcript that is most like all others, word by word. Mixing two would be what nobody heard.</summary>
internal sealed class TranscriptMerge : FieldMerge
{
    private const string Words = "transcript";

    /// <summary>The share of words that both have, in the same order; case and punctuation play no part.</summary>
    protected override double LikenessOf(JsonElement one, JsonElement other)
    {
        var left = WordsOf(one);
        var right = WordsOf(other);
        return left.Length + right.Length == 0 ? 1 : 2.0 * CommonWords(left, right) / (left.Length + right.Length);
    }

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers) => MedoidOf(answers);

    private static string[] WordsOf(JsonElement answer)
    {
        var text = JsonMeaning.TextOf(answer) ?? JsonMeaning.TextOf(JsonMeaning.MemberOf(answer, Words)) ?? "";
        return
        [
            .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => new string([.. word.Where(char.IsLetterOrDigit)]).ToUpperInvariant())
                .Where(word => word.Length > 0),
        ];
    }

    /// <summary>
    /// The length of the longest common subsequence, by Myers' greedy search for the shortest edit script: its time grows with the
    /// differences, which are few, and not with the square of an hour's words.
    /// </summary>
    private static int CommonWords(string[] one, string[] other)
    {
        var all = one.Length + other.Length;
        var furthest = new int[(2 * all) + 3];
        for (var edits = 0; edits <= all; edits++)
        {
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var at = diagonal + all + 1;
                var x = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]) ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < one.Length && x - diagonal < other.Length && string.Equals(one[x], other[x - diagonal], StringComparison.Ordinal)) x++;
                furthest[at] = x;
                if (x >= one.Length && x - diagonal >= other.Length) return (all - edits) / 2;
            }
        }

        return 0;
    }
}
