using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Sampling;

namespace Hitl.Forms;

/// <summary>One question of a form, or something that it shows.</summary>
public abstract record Field
{
    private protected Field()
    {
    }

    /// <summary>Its type's word: <c>boolean</c>, <c>choice</c>, ...</summary>
    public abstract string Type { get; }

    /// <summary>The member of the answer; unique in the form.</summary>
    public required string Name { get; init; }

    /// <summary>What the annotator reads; null: the name.</summary>
    public string? Label { get; init; }

    /// <summary>Markdown; a stranger's text, to be sanitised by whoever shows it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it must be answered, as long as it is visible.</summary>
    public bool Required { get; init; }

    /// <summary>When it is asked; null: always.</summary>
    public VisibleIf? VisibleIf { get; init; }

    /// <summary>The key that leads to it.</summary>
    public string? Hotkey { get; init; }

    /// <summary>Whether it takes an answer; false for what is only shown.</summary>
    public virtual bool TakesAnswer => true;

    /// <summary>Writes the options that are not every field's, those alone that differ from their default.</summary>
    internal abstract void WriteOptions(Utf8JsonWriter json);

    /// <summary>Whether a condition may wait for <paramref name="value"/>; null when no condition can be put on such a field.</summary>
    internal virtual bool? CanBe(JsonElement value) => null;

    /// <summary>Whether <paramref name="answer"/> is what a condition with <paramref name="value"/> waits for.</summary>
    internal virtual bool Is(JsonElement answer, JsonElement value) => JsonValues.AreEqual(answer, value);

    /// <summary>Tells what is wrong with an answer to this field, which is neither missing nor null.</summary>
    internal abstract void Judge(JsonElement answer, Judgement judgement);

    /// <summary>What a JSON Schema can say about an answer.</summary>
    internal abstract JsonObject ToSchema();

    /// <summary>Makes up an answer that fits.</summary>
    internal abstract JsonNode? Sample(Sample sample);
}
