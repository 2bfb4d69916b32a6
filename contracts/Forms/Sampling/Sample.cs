using System.Text.Json.Nodes;

namespace Hitl.Forms.Sampling;

/// <summary>What a made-up answer to one field is made from.</summary>
internal sealed class Sample(Material material, ulong seed, int variant)
{
    private const int MarksUsually = 3;

    private readonly Dice _first = new(seed);

    public Material Material { get; } = material;

    public int Variant { get; } = variant;

    /// <summary>Other numbers for each variant.</summary>
    public Dice Dice { get; } = new(Dice.Mix(seed + (ulong)(uint)variant));

    /// <summary>One of so many: the next variant takes the next one, so that variants differ wherever there is a choice.</summary>
    public int Pick(int count) => (int)(((long)_first.Next(count) + Variant) % count);

    public string Pick(ChoiceList choices) => choices[Pick(choices.Count)].Value;

    /// <summary>How many marks: one to three, unless the form wants more or fewer.</summary>
    public int CountOfMarks(int? min, int? max)
    {
        var least = Math.Max(min ?? 0, Math.Min(1, max ?? 1));
        return Dice.Between(least, Math.Max(least, Math.Min(max ?? MarksUsually, MarksUsually)));
    }

    public JsonObject Pieces(IReadOnlyDictionary<string, string> pieces) =>
        new(pieces.Keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, Prose.Words(Dice, Dice.Between(1, 3)))));
}
