using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>An object of several answers, each by its own kind. It agrees as far as the member that agrees least.</summary>
/// <param name="mergeOf">How a member's answers become one.</param>
internal sealed class MembersMerge(Func<string, FieldMerge> mergeOf) : FieldMerge
{
    /// <summary>Named pieces of text.</summary>
    public static readonly MembersMerge Pieces = new(_ => NominalMerge.Text);

    /// <summary>A comparison or a call: its pieces one by one, its words as they are.</summary>
    public static readonly MembersMerge WithPieces = new(name => name == "fields" ? Pieces : NominalMerge.Exact);

    public override FieldConsensus Measure(JsonElement? value, IReadOnlyList<JsonElement?> answers)
    {
        if (NamesOf([value, .. answers]) is not { Count: > 0 } names) return base.Measure(value, answers);
        var members = names
            .Select(name => mergeOf(name).Measure(JsonMeaning.MemberOf(value, name), [.. answers.Select(answer => JsonMeaning.MemberOf(answer, name))]))
            .ToList();
        return new FieldConsensus(value, members.Min(member => member.Agreement), members.Min(member => member.Support), answers.Count);
    }

    protected override double LikenessOf(JsonElement one, JsonElement other)
    {
        var names = NamesOf([one, other]);
        if (names.Count == 0) return 0;
        return names.Average(name => mergeOf(name).Likeness(JsonMeaning.MemberOf(one, name), JsonMeaning.MemberOf(other, name)));
    }

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        var members = NamesOf(answers)
            .Select(name => (Name: name, mergeOf(name).Combine(answers.Select(answer => JsonMeaning.MemberOf(answer, name))).Value))
            .Where(member => member.Value is not null)
            .Select(member => (member.Name, member.Value!.Value))
            .ToList();
        return members.Count == 0 ? NominalMerge.Exact.Combine(answers).Value : JsonMeaning.ObjectOf(members);
    }

    /// <summary>In the order in which the answers have them, as far as that can be said.</summary>
    private static List<string> NamesOf(IReadOnlyList<JsonElement?> answers) =>
    [
        .. answers.Where(answer => answer is { ValueKind: JsonValueKind.Object })
            .SelectMany(answer => answer!.Value.EnumerateObject().Where(member => !member.Value.IsNothing()).Select(member => member.Name))
            .Distinct(StringComparer.Ordinal),
    ];
}
