using System.Text.Json;

namespace Hitl.Forms.Tests;

/// <summary>Forms and answers from the JSON that stands in a test.</summary>
internal static class Forms
{
    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>A form of these fields, which must be right.</summary>
    public static Form Of(params string[] fields)
    {
        var reading = Form.Read(Json($$"""{"fields":[{{string.Join(',', fields)}}]}"""));
        Assert.That(reading.Faults, Is.Empty);
        return reading.Form!;
    }

    /// <summary>A form of one field named <c>f</c>.</summary>
    public static Form OfOne(string type, string options = "") => Of($$"""{"type":"{{type}}","name":"f"{{(options.Length > 0 ? "," + options : "")}}}""");

    public static IReadOnlyList<FormFault> FaultsOf(string fields) => Form.Read(Json($$"""{"fields":{{fields}}}""")).Faults;

    /// <summary>The places at which an answer to field <c>f</c> does not fit.</summary>
    public static string[] Blamed(Form form, string answer, Material? material = null) =>
        [.. form.Judge(Json($$"""{"f":{{answer}}}"""), material ?? Material.None).Select(fault => fault.Path)];
}
