using System.Text.Json;

namespace Hitl.Forms.Judging;

/// <summary>
/// One look at an answer: knows where it is, and collects what is wrong there. Steps of the path are only written out for a fault, so
/// that ten thousand right boxes cost nothing.
/// </summary>
internal sealed class Judgement(Material material, string root)
{
    private const int PieceLengthMax = 100_000;

    private readonly FaultList _faults = new();
    private readonly List<(string? Name, int Index)> _steps = [];

    public Material Material { get; } = material;

    /// <summary>Nothing that is found from now on will be told.</summary>
    public bool IsFull => _faults.IsFull;

    public IReadOnlyList<FormFault> Faults => _faults.All;

    public Inside Enter(string name)
    {
        _steps.Add((name, 0));
        return new Inside(_steps);
    }

    public Inside Enter(int index)
    {
        _steps.Add((null, index));
        return new Inside(_steps);
    }

    /// <summary>A fault of the value that is being looked at.</summary>
    public void Refuse(string message) => _faults.Add(
        _steps.Aggregate(root, (path, step) => step.Name is { } name ? JsonPath.Member(path, name) : JsonPath.Item(path, step.Index)), message);

    /// <summary>A fault of one of its members.</summary>
    public void Refuse(string member, string message)
    {
        using (Enter(member)) Refuse(message);
    }

    /// <summary>A fault of one of its items.</summary>
    public void Refuse(int index, string message)
    {
        using (Enter(index)) Refuse(message);
    }

    /// <summary>
    /// Sorts the members of an object into <paramref name="slots"/>, in the order of <paramref name="names"/>; what is not there stays
    /// undefined. Others are refused by name. False when it is no object.
    /// </summary>
    public bool Sort(JsonElement value, ReadOnlySpan<string> names, Span<JsonElement> slots)
    {
        slots.Clear();
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse($"must be an object with {string.Join(", ", names.ToArray())}.");
            return false;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (IsFull) break;
            var slot = 0;
            while (slot < names.Length && !member.NameEquals(names[slot])) slot++;
            if (slot == names.Length) Refuse(NameOf(member), $"must be left out: known are {string.Join(", ", names.ToArray())}.");
            else if (slots[slot].ValueKind != JsonValueKind.Undefined) Refuse(names[slot], "stands twice.");
            else slots[slot] = member.Value;
        }

        return true;
    }

    /// <summary>Named pieces: strings under known keys, and all of them where <paramref name="isComplete"/> says so.</summary>
    public void JudgePieces(JsonElement value, IReadOnlyDictionary<string, string> pieces, bool isComplete)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse("must be an object of strings.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (IsFull) return;
            var name = NameOf(member);
            if (!pieces.ContainsKey(name)) Refuse(name, "is none of the pieces that are asked for.");
            else if (!seen.Add(name)) Refuse(name, "stands twice.");
            else if (JsonValues.TextOf(member.Value) is not { } text || JsonValues.LengthOf(text) > PieceLengthMax)
                Refuse(name, $"must be a string of at most {PieceLengthMax} characters.");
        }

        if (!isComplete) return;
        foreach (var key in pieces.Keys)
        {
            if (!seen.Contains(key)) Refuse(key, "is required; an empty string says that there is nothing.");
        }
    }

    /// <summary>One of <paramref name="choices"/>.</summary>
    public void JudgeChoice(JsonElement value, ChoiceList choices)
    {
        if (JsonValues.TextOf(value) is not { } text || !choices.Has(text)) Refuse($"must be one of {choices.InWords()}.");
    }

    /// <summary>A list of <paramref name="choices"/>, none of which stands in it twice.</summary>
    public void JudgeDistinct(JsonElement list, ChoiceList choices)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (IsFull) return;
            if (JsonValues.TextOf(item) is not { } text || !choices.Has(text)) Refuse(index, $"must be one of {choices.InWords()}.");
            else if (!seen.Add(text)) Refuse(index, "stands in the list before.");
            index++;
        }
    }

    /// <summary>A mark's label: one of <paramref name="labels"/>, and none where there are none.</summary>
    public void JudgeLabel(JsonElement label, ChoiceList labels, bool isRequired)
    {
        if (label.ValueKind == JsonValueKind.Undefined)
        {
            if (isRequired && labels.Count > 0) Refuse("label", $"is required: one of {labels.InWords()}.");
        }
        else if (labels.Count == 0)
        {
            Refuse("label", "must be left out: the form has no labels.");
        }
        else
        {
            using (Enter("label")) JudgeChoice(label, labels);
        }
    }

    public void JudgeText(JsonElement value, int lengthMax)
    {
        if (JsonValues.TextOf(value) is not { } text || JsonValues.LengthOf(text) > lengthMax) Refuse($"must be a string of at most {lengthMax} characters.");
    }

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>; null, and told, when it is none.</summary>
    public double? Number(JsonElement value, string member, double min, double max, string expected)
    {
        if (JsonValues.TryGetFinite(value, out var number) && number >= min && number <= max) return number;
        Refuse(member, value.ValueKind == JsonValueKind.Undefined ? $"is required: {expected}." : $"must be {expected}.");
        return null;
    }

    /// <summary>A name with half of a surrogate pair cannot be read; such a member is no known one.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    /// <summary>Leaves a step of the path at the end of a <c>using</c>.</summary>
    internal readonly struct Inside(List<(string? Name, int Index)> steps) : IDisposable
    {
        public void Dispose() => steps.RemoveAt(steps.Count - 1);
    }
}
