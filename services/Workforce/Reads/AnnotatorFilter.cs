using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Reads;

/// <summary>Which annotators an administrator asks for, and which page of them; null means any.</summary>
internal sealed record AnnotatorFilter(AnnotatorStatus? Status, Guid? TeamId, Guid? ProjectId, string? EmailPrefix, PageRequest Page)
{
    private static readonly AnnotatorStatus[] Statuses = Enum.GetValues<AnnotatorStatus>();

    /// <summary>Every fault of the query at once.</summary>
    public static Result<AnnotatorFilter> Read(IQueryCollection query)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var page = PageRequest.Read(Text("limit"), Text("cursor"));
        foreach (var fault in page.Error?.Fields ?? new Dictionary<string, string[]>(StringComparer.Ordinal)) faults[fault.Key] = fault.Value;

        AnnotatorStatus? status = null;
        if (Text("status") is { } word)
        {
            status = Statuses.Cast<AnnotatorStatus?>().FirstOrDefault(candidate => candidate!.Value.Word() == word);
            if (status is null) faults["status"] = [$"must be one of {string.Join(", ", Statuses.Select(value => value.Word()))}."];
        }

        var (team, project) = (Id("team_id"), Id("project_id"));
        var email = Text("email") is { } beginning ? Annotator.KeyOf(beginning) : null;
        return faults.Count > 0 ? InvalidRequest.Of(faults) : new AnnotatorFilter(status, team, project, email, page.Value);

        string? Text(string field) => query.TryGetValue(field, out var values) ? values.ToString() : null;

        Guid? Id(string field)
        {
            if (Text(field) is not { } text) return null;
            if (Guid.TryParse(text, out var id)) return id;
            faults[field] = ["must be an id (a UUID)."];
            return null;
        }
    }
}
