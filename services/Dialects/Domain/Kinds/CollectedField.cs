using System.Globalization;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>A question of a <c>textcollection</c> task.</summary>
/// <param name="Id">The client's name for it.</param>
/// <param name="Form">As annotators are asked.</param>
internal sealed record CollectedField(string Id, JsonObject Form)
{
    private const decimal NumberMax = 1_000_000_000_000;

    private static readonly string[] Types = ["text", "number", "boolean", "category", "select", "ranking", "datetime"];

    /// <summary>Ids are any text: in the form, a field is named by its place.</summary>
    public static string NameAt(int place) => string.Create(CultureInfo.InvariantCulture, $"field_{place}");

    public static CollectedField Read(GivenParameters given, int place)
    {
        var id = given.RequiredText("field_id", TaskLimits.ChoiceLengthMax);
        var type = given.Word("type", Types);
        var title = given.RequiredText("title");
        var form = type switch
        {
            "number" => Numbers(given),
            "boolean" => Of("boolean"),
            "category" or "select" => Chosen(given),
            "ranking" => Of("ranking").WithChoices(NestedChoices.OfAnswers.Read(given, "choices")),
            "datetime" => Of("date"),
            _ => Texts(given),
        };
        form["name"] = NameAt(place);
        form["required"] = given.Flag("required") ?? true;
        form.Describe(title, given.Text("description") ?? given.Text("hint"));
        return new CollectedField(id, form);
    }

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject Texts(GivenParameters given)
    {
        var field = Of("long_text");
        if (given.Integer("min_characters", Forms.FormLimits.TextLengthMax) is { } min) field["min_length"] = min;
        if (given.Integer("max_characters", Forms.FormLimits.TextLengthMax) is { } max) field["max_length"] = max;
        return field;
    }

    private static JsonObject Numbers(GivenParameters given)
    {
        var field = Of("number");
        foreach (var bound in new[] { "min", "max" })
        {
            if (given.SignedNumber(bound, NumberMax) is { } number) field[bound] = number;
        }

        return field;
    }

    /// <summary>One of a list; several where more than one may be chosen.</summary>
    private static JsonObject Chosen(GivenParameters given)
    {
        var choices = NestedChoices.OfAnswers.Read(given, "choices");
        var most = given.Integer("max_choices", TaskLimits.ChoicesMax) ?? 1;
        if (most <= 1) return Of("choice").WithChoices(choices);

        var field = Of("choices").WithChoices(choices);
        most = Math.Min(most, choices.Count);
        field["max_chosen"] = most;
        if (given.Integer("min_choices", TaskLimits.ChoicesMax) is not ({ } least and > 0)) return field;
        if (least > most) given.Refuse("min_choices", "asks for more than can be chosen.");
        field["min_chosen"] = least;
        return field;
    }
}
