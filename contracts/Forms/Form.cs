using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms;

/// <summary>What became of reading a form: the form, or all that is wrong with it.</summary>
/// <param name="Form">Null when there are faults.</param>
/// <param name="Faults">Empty when there is a form.</param>
public sealed record FormReading(Form? Form, IReadOnlyList<FormFault> Faults);

/// <summary>The form that an annotator fills in: a list of typed fields. See docs/templates.md for its language.</summary>
public sealed class Form
{
    private readonly Dictionary<string, Field> _byName;

    /// <summary>The first of a name counts: forms made in code are only judged when they are read back.</summary>
    internal Form(IReadOnlyList<Field> fields)
    {
        Fields = fields;
        _byName = fields.DistinctBy(field => field.Name, StringComparer.Ordinal).ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The field of that name; null when there is none.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads <c>{"fields":[...]}</c>.</summary>
    /// <param name="form">As somebody wrote it.</param>
    /// <param name="path">Where it stands in the request; faults are named from there.</param>
    public static FormReading Read(JsonElement form, string path = "") => FormReader.Read(form, path);

    /// <summary>A form made of <paramref name="fields"/> in code; judged as if it had been read.</summary>
    public static FormReading Of(IReadOnlyList<Field> fields) => Read(new Form(fields).ToJson());

    /// <summary>The form in its canonical JSON: equal forms are written alike, options at their default are left out.</summary>
    public JsonElement ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("fields");
            foreach (var field in Fields) Write(json, field);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter json, Field field)
    {
        json.WriteStartObject();
        json.WriteString("type", field.Type);
        json.WriteString("name", field.Name);
        json.WriteOptional("label", field.Label);
        json.WriteOptional("description", field.Description);
        json.WriteIfSet("required", field.Required);
        json.WriteOptional("hotkey", field.Hotkey);
        if (field.VisibleIf is { } condition)
        {
            json.WriteStartObject("visible_if");
            json.WriteString("field", condition.Field);
            if (condition.Values is [var one])
            {
                json.WritePropertyName("equals");
                one.WriteTo(json);
            }
            else
            {
                json.WriteStartArray("one_of");
                foreach (var value in condition.Values) value.WriteTo(json);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        field.WriteOptions(json);
        json.WriteEndObject();
    }
}
