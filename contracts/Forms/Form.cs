using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Fields;
using Hitl.Forms.Judging;
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

    /// <summary>What does not fit in <paramref name="annotations"/>; nothing when it fits.</summary>
    /// <param name="annotations">Whatever somebody sent.</param>
    /// <param name="material">What the job shows; what is not known of it is not measured.</param>
    /// <param name="path">Where the answer stands in the request; faults are named from there.</param>
    public IReadOnlyList<FormFault> Judge(JsonElement annotations, Material material, string path = "annotations")
    {
        ArgumentNullException.ThrowIfNull(material);
        var judgement = new Judgement(material, path);
        if (annotations.ValueKind != JsonValueKind.Object)
        {
            judgement.Refuse("must be an object with a member for each answered field.");
            return judgement.Faults;
        }

        var answers = SortAnswers(annotations, judgement);
        var visibility = new Visibility(this);
        foreach (var field in Fields)
        {
            if (judgement.IsFull) break;
            var isVisible = visibility.Decide(field);
            var isAnswered = answers.TryGetValue(field.Name, out var answer);
            if (isAnswered && isVisible) visibility.Answer(field, answer);
            using (judgement.Enter(field.Name)) JudgeField(field, isVisible, isAnswered ? answer : null, judgement);
        }

        return judgement.Faults;
    }

    /// <summary>The fields that are asked, given <paramref name="annotations"/> so far, in order.</summary>
    public IReadOnlyList<Field> VisibleFields(JsonElement annotations)
    {
        var visible = new List<Field>();
        var visibility = new Visibility(this);
        foreach (var field in Fields)
        {
            if (!visibility.Decide(field)) continue;
            visible.Add(field);
            if (JsonValues.TryGetMember(annotations, field.Name, out var answer)) visibility.Answer(field, answer);
        }

        return visible;
    }

    /// <summary>
    /// A JSON Schema of the answers. It says what a schema can say: not which fields are visible, nor what depends on the material (places in
    /// the text, the image's size); <see cref="Judge"/> decides that besides, and never accepts what the schema refuses.
    /// </summary>
    public JsonElement ToJsonSchema()
    {
        var asked = Fields.Where(field => field.TakesAnswer).ToList();
        var schema = Schemas.Object(
            asked.Select(field => KeyValuePair.Create(field.Name, Titled(field))),
            asked.Where(field => field is { Required: true, VisibleIf: null }).Select(field => field.Name));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return JsonSerializer.SerializeToElement(schema);
    }

    private static JsonObject Titled(Field field)
    {
        var schema = field.ToSchema();
        if (field.Label is not null) schema["title"] = field.Label;
        return Schemas.Describe(schema, field.Description);
    }

    private Dictionary<string, JsonElement> SortAnswers(JsonElement annotations, Judgement judgement)
    {
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in annotations.EnumerateObject())
        {
            if (judgement.IsFull) break;
            var name = Judgement.NameOf(member);
            if (!_byName.ContainsKey(name)) judgement.Refuse(name, "is no field of the form.");
            else if (!answers.TryAdd(name, member.Value)) judgement.Refuse(name, "stands twice.");
        }

        return answers;
    }

    private static void JudgeField(Field field, bool isVisible, JsonElement? answer, Judgement judgement)
    {
        if (answer is not { } given)
        {
            if (field is { Required: true, TakesAnswer: true } && isVisible) judgement.Refuse("is required.");
        }
        else if (!field.TakesAnswer)
        {
            judgement.Refuse("must be left out: the field only shows something.");
        }
        else if (!isVisible)
        {
            judgement.Refuse($"must be left out: it is only asked when {field.VisibleIf!.InWords()}.");
        }
        else if (given.ValueKind == JsonValueKind.Null && field is not JsonField)
        {
            judgement.Refuse("must not be null: leave it out where there is no answer.");
        }
        else
        {
            field.Judge(given, judgement);
        }
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
