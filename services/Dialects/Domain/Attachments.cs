namespace Hitl.Dialects.Domain;

/// <summary>Reads <c>attachment_type</c> with <c>attachment</c> or <c>attachments</c>.</summary>
internal static class Attachments
{
    private const string TypeName = "attachment_type";
    private const string OneName = "attachment";
    private const string ManyName = "attachments";

    public static readonly IReadOnlyList<string> AllTypes = [TaskAttachment.Text, "image", "video", "audio", "website", "pdf"];

    public static IReadOnlyList<TaskAttachment> ReadOne(GivenParameters given, IReadOnlyList<string> types, string? otherwise = null)
    {
        var type = given.Word(TypeName, types, otherwise);
        if (otherwise is not null) given.Default(TypeName, otherwise);
        var value = given.RequiredText(OneName);
        if (type != TaskAttachment.Text && value.Length > 0 && !ParameterValues.IsWebUrl(value)) given.Refuse(OneName, "must be an http or https URL.");
        return [new TaskAttachment(type, value)];
    }

    public static IReadOnlyList<TaskAttachment> ReadMany(GivenParameters given)
    {
        var type = given.Word(TypeName, AllTypes);
        if (!given.Has(ManyName))
        {
            given.Refuse(ManyName, "is required: a list of at least two.");
            return [];
        }

        var values = given.Texts(ManyName, TaskLimits.AttachmentsMax, int.MaxValue, allowsLines: true);
        if (type != TaskAttachment.Text && values.FirstOrDefault(value => !ParameterValues.IsWebUrl(value)) is { } bad)
            given.Refuse(ManyName, $"holds \"{bad}\", which is no http or https URL.");
        return [.. values.Select(value => new TaskAttachment(type, value))];
    }
}
