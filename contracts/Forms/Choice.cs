using System.Collections;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Hitl.Forms;

/// <summary>One of the values among which an annotator chooses, or a label for what they mark.</summary>
/// <param name="Value">What stands in the answer.</param>
public sealed record Choice(string Value)
{
    /// <summary>What the annotator reads; null: the value itself.</summary>
    public string? Label { get; init; }

    /// <summary>When it is the right one: a definition, as plain text.</summary>
    public string? Description { get; init; }

    /// <summary><c>#rrggbb</c>, <c>#rgb</c> or a CSS colour's name.</summary>
    public string? Colour { get; init; }

    /// <summary>The key that chooses it.</summary>
    public string? Key { get; init; }
}

/// <summary>The choices or labels of a field, in order; finds one by its value at once. Compares by what is in it.</summary>
[CollectionBuilder(typeof(ChoiceList), nameof(Create))]
public sealed class ChoiceList : IReadOnlyList<Choice>, IEquatable<ChoiceList>
{
    /// <summary>No choices.</summary>
    public static readonly ChoiceList None = new([]);

    private readonly Choice[] _choices;
    private readonly FrozenDictionary<string, int> _places;

    private ChoiceList(Choice[] choices)
    {
        _choices = choices;
        _places = choices.Select((choice, index) => KeyValuePair.Create(choice.Value, index))
            .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public int Count => _choices.Length;

    /// <inheritdoc />
    public Choice this[int index] => _choices[index];

    /// <summary>The list of <paramref name="choices"/>.</summary>
    public static ChoiceList Create(ReadOnlySpan<Choice> choices) => new(choices.ToArray());

    /// <summary>Whether <paramref name="value"/> is one of them.</summary>
    public bool Has(string value) => _places.ContainsKey(value);

    /// <summary>The place of <paramref name="value"/>; -1 when it is none of them.</summary>
    public int IndexOf(string value) => _places.GetValueOrDefault(value, -1);

    /// <inheritdoc />
    public IEnumerator<Choice> GetEnumerator() => _choices.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(ChoiceList? other) => other is not null && _choices.AsSpan().SequenceEqual(other._choices);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ChoiceList);

    /// <inheritdoc />
    public override int GetHashCode() => _choices.Aggregate(0, HashCode.Combine);

    /// <summary>How a message lists them: all of a few, else the first and how many there are.</summary>
    internal string InWords()
    {
        const int Shown = 10;
        var first = string.Join(", ", _choices.Take(Shown).Select(choice => choice.Value));
        return Count <= Shown ? first : $"{first}, ... ({Count} in all)";
    }
}
