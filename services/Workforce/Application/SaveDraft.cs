using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator's work so far is kept.</summary>
internal sealed record SaveDraft(Guid AssignmentId, Guid AnnotatorId, int Version, string Annotations);

internal sealed class SaveDraftHandler(IAssignmentStore assignments, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(SaveDraft command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var saved = assignment.SaveDraft(command.Version, command.Annotations, time.GetUtcNow());
        if (saved.Error is { } refused) return refused.WithNewerDraft(assignment);
        await assignments.SaveWithDraftAsync(saved.Value, ct);
        return saved;
    }
}

internal static class NewerDraft
{
    /// <summary>Gives the draft that stands in the way to the tab that did not know it.</summary>
    public static Error WithNewerDraft(this Error refused, Assignment current) => refused != WorkforceErrors.VersionConflict ? refused : refused with
    {
        Members = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = current.Version,
            ["draft"] = current.Draft is { } draft ? RawJson.FromText(draft) : null,
        },
    };
}
