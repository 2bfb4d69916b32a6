using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>Whether a job may end with the default annotations that its order names.</summary>
internal sealed class CheckFallback(FindProject projects)
{
    /// <summary>Null when it may, or when it names none.</summary>
    public async Task<Error?> RefuseAsync(JobOrder order, ProjectCopy project, CancellationToken ct)
    {
        if (order.DefaultAnnotations is null || project.AllowsFallback) return null;

        // What the copy says is no reason to refuse: Projects itself may have heard otherwise a moment ago.
        var anew = await projects.AnewAsync(project.AccountId, project.Id, ct);
        if (anew.Error is { } gone) return gone;
        return anew.Value.AllowsFallback ? null : JobErrors.FallbackNotAllowed;
    }
}
