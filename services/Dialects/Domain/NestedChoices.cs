using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain;

/// <summary>Something that can be chosen.</summary>
/// <param name="Value">What stands in the answer.</param>
/// <param name="Label">What annotators read; null: the value itself.</param>
internal readonly record struct NamedChoice(string Value, string? Label);

/// <summary>
/// Reads choices that clients write as bare strings, or as objects with choices below them. Annotators choose from one list: a choice that has
/// others below it stands for these, unless it can be chosen itself.
/// </summary>
/// <param name="Value">Which member is the value.</param>
/// <param name="Label">Which is for reading.</param>
/// <param name="Below">Which has the choices below.</param>
/// <param name="TakesGroups">Whether one with others below it can be chosen, too.</param>
internal sealed record NestedChoices(string Value, string Label, string Below, bool TakesGroups)
{
    private const int DepthMax = 8;

    public static readonly NestedChoices OfObjects = new("choice", "display", "subchoices", TakesGroups: false);

    public static readonly NestedChoices OfEntities = new("name", "display_name", "children", TakesGroups: true);

    public static readonly NestedChoices OfAnswers = new("value", "label", "subchoices", TakesGroups: false);

    public IReadOnlyList<NamedChoice> Read(GivenParameters given, string name)
    {
        if (given.List(name) is not { Count: > 0 } list)
        {
            given.Refuse(name, $"is required: a list of strings, or of objects with {Value}.");
            return [];
        }

        var found = new List<NamedChoice>();
        if (!Collect(list, found, DepthMax)) given.Refuse(name, $"must be a list of strings, or of objects with {Value}, at most {DepthMax} levels deep.");
        else if (found.Count > TaskLimits.ChoicesMax) given.Refuse(name, $"must hold at most {TaskLimits.ChoicesMax} choices.");
        else if (found.Find(choice => !ParameterValues.IsLine(choice.Value, TaskLimits.ChoiceLengthMax)) is { Value: { } odd })
            given.Refuse(name, $"holds \"{odd[..Math.Min(odd.Length, 50)]}\": each must have 1 to {TaskLimits.ChoiceLengthMax} characters, none of them a control character.");
        else if (found.GroupBy(choice => choice.Value, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            given.Refuse(name, $"holds \"{twice.Key}\" twice.");
        return found;
    }

    /// <summary>False when something among them is no choice.</summary>
    private bool Collect(JsonArray list, List<NamedChoice> found, int depth)
    {
        foreach (var item in list)
        {
            if (ParameterValues.TextOf(item) is { } text)
            {
                found.Add(new NamedChoice(text, null));
                continue;
            }

            if (item is not JsonObject choice || depth == 0) return false;
            var label = ParameterValues.TextOf(choice[Label]);
            var hasBelow = choice[Below] is JsonArray { Count: > 0 };
            if ((ParameterValues.TextOf(choice[Value]) ?? label) is not { } value) return false;
            if (!hasBelow || TakesGroups) found.Add(new NamedChoice(value, label == value ? null : label));
            if (hasBelow && !Collect((JsonArray)choice[Below]!, found, depth - 1)) return false;
        }

        return true;
    }
}
