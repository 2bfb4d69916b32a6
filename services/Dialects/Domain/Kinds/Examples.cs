using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>An example image, and how a form shows it.</summary>
internal sealed record Example(TaskAttachment Image, JsonObject Field);

/// <summary>Reads <c>examples</c>: images of what is right and what is wrong.</summary>
internal static class Examples
{
    private const string Name = "examples";

    /// <param name="given">The parameters.</param>
    /// <param name="firstAttachment">The place of the first example's image among the task's attachments.</param>
    public static IReadOnlyList<Example> Read(GivenParameters given, int firstAttachment) =>
        [.. given.Objects(Name, TaskLimits.ExamplesMax).Select((example, index) => ReadOne(given, example, index, firstAttachment + index))];

    private static Example ReadOne(GivenParameters given, JsonObject example, int index, int attachment)
    {
        // Of the same request: what a form sent as a string is put right where it stands.
        var members = new GivenParameters(example);
        if (!members.Has("correct")) members.Refuse("correct", "is required.");
        var isCorrect = members.Flag("correct") ?? false;
        var image = members.RequiredText("image");
        if (image.Length > 0 && !ParameterValues.IsWebUrl(image)) members.Refuse("image", "must be an http or https URL.");
        var explanation = members.Text("explanation");
        if (members.Faults is { } faults) given.Refuse($"{Name}[{index}]:", faults);

        return new Example(
            new TaskAttachment("image", image),
            FormFields.Show($"example_{index + 1}", attachment, isCorrect ? "A correct example" : "An incorrect example", explanation));
    }
}
