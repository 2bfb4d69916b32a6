using Hitl.Contracts.Jobs;
using Hitl.Forms;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>Whether a job may end with the default annotations that its order names: the project allows it, and they fit the form.</summary>
internal sealed class CheckFallback(FindProject projects, ProjectForms forms)
{
    private const string Field = "default_annotations";

    /// <summary>Null when it may, or when it names none.</summary>
    public async Task<Error?> RefuseAsync(JobOrder order, ProjectCopy project, ShownMaterial shown, CancellationToken ct)
    {
        if (order.DefaultAnnotations is null || Refuse(order, project, shown) is null) return null;

        // What the copy says is no reason to refuse: Projects itself may have heard otherwise a moment ago.
        var anew = await projects.AnewAsync(project.AccountId, project.Id, ct);
        return anew.Error ?? Refuse(order, anew.Value, shown);
    }

    private Error? Refuse(JobOrder order, ProjectCopy project, ShownMaterial shown)
    {
        if (!project.AllowsFallback) return JobErrors.FallbackNotAllowed;
        var form = order.Details.Form is { } own ? Form.Read(own).Form : forms.Of(project);
        var faults = form?.Judge(order.DefaultAnnotations!.Value.ToElement(), JobMaterial.Of(order.Details.Content?.ToElement(), shown.Files, shown.Attachments), Field) ?? [];
        return faults.Count == 0 ? null : JobErrors.AnnotationsInvalid(faults
            .GroupBy(fault => fault.Path, StringComparer.Ordinal)
            .ToDictionary(path => path.Key, path => path.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal));
    }
}
