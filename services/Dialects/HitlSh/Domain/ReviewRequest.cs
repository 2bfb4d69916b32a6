using System.Text.Json.Nodes;

namespace Hitl.Dialects.HitlSh.Domain;

/// <summary>A review that a client orders.</summary>
/// <param name="TemplateId">Whose newest version is its form.</param>
/// <param name="TeamId">Null: no team.</param>
/// <param name="Job">What <c>POST /v1/jobs</c> takes, without the form and the team.</param>
/// <param name="Others">Members that the document does not know; they come back as they went in.</param>
internal sealed record ReviewRequest(Guid TemplateId, Guid? TeamId, JsonObject Job, JsonObject Others)
{
    public const string TemplateIdMember = "template_id";
    public const string TeamIdMember = "team_id";

    private const string Content = "content";
    private const string Assignees = "assignees";
    private const string Priority = "priority";
    private const string DueDate = "due_date";
    private const string Metadata = "metadata";

    private static readonly IReadOnlyList<string> Priorities = ["low", "medium", "high", "urgent"];

    /// <summary>What we write ourselves is nobody's to send.</summary>
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal)
    {
        TemplateIdMember, TeamIdMember, Content, Assignees, Priority, DueDate, Metadata,
        "id", "status", "created_at", "updated_at", "result", "completed_at", "reviewer", "error",
    };

    private static readonly HashSet<string> Changeable = new(StringComparer.Ordinal) { TeamIdMember, Content, Assignees, Priority, DueDate };

    /// <summary>Null when <paramref name="given"/> has faults.</summary>
    public static ReviewRequest? Read(GivenMembers given)
    {
        var template = given.Id(TemplateIdMember, PublicId.Template, isRequired: true);
        var team = given.Id(TeamIdMember, PublicId.Team);
        var job = new JsonObject { [Priority] = given.OneOf(Priority, Priorities) ?? "medium" };
        if (given.Copy(Content) is { } content) job[Content] = content;
        else given.Refuse(Content, "is required.");
        if (given.Texts(Assignees) is { Count: > 0 }) job[Assignees] = given.Copy(Assignees);
        if (given.Text(DueDate) is not null) job[DueDate] = given.Copy(DueDate);
        if (given.Copy(Metadata) is { } metadata)
        {
            if (metadata is not JsonObject) given.Refuse(Metadata, "must be an object.");
            job[Metadata] = metadata;
        }

        return given.Faults.Count > 0
            ? null
            : new ReviewRequest(template!.Value, team, job, new JsonObject(given.Others(Ours).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
    }

    /// <summary>What a client changes, as Jobs takes it; null when <paramref name="given"/> has faults.</summary>
    public static (JsonObject Change, Guid? TeamId)? ReadChange(GivenMembers given)
    {
        foreach (var (name, _) in given.Others(Changeable)) given.Refuse(name, $"cannot be changed. What can: {string.Join(", ", Changeable)}.");
        var change = new JsonObject();
        if (given.OneOf(Priority, Priorities) is { } priority) change[Priority] = priority;
        if (given.Has(DueDate)) change[DueDate] = given.Text(DueDate);
        if (given.Has(Assignees)) change[Assignees] = new JsonArray([.. (given.Texts(Assignees) ?? []).Select(email => JsonValue.Create(email))]);
        if (given.Has(Content))
        {
            if (given.Copy(Content) is { } content) change[Content] = content;
            else given.Refuse(Content, "must not be null.");
        }

        var team = given.Id(TeamIdMember, PublicId.Team);
        if (given.Has(TeamIdMember)) change[TeamIdMember] = team?.ToString();
        return given.Faults.Count > 0 ? null : (change, team);
    }
}
