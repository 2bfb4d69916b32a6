using System.Text.Json;

namespace Hitl.Forms;

/// <summary>A field is only asked when an earlier field has one of these values.</summary>
public sealed record VisibleIf
{
    /// <summary>The earlier field's name.</summary>
    public required string Field { get; init; }

    /// <summary>
    /// Strings, numbers or truth values, one of which it must have; a <c>choices</c> field: one of which must be among the chosen;
    /// a <c>comparison</c>: its choice; a <c>call</c>: its outcome.
    /// </summary>
    public required IReadOnlyList<JsonElement> Values { get; init; }

    internal string InWords() => $"{Field} is {string.Join(" or ", Values.Take(10).Select(value => value.GetRawText()))}";
}
