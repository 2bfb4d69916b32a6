using System.Text.Json;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Compares annotations with the form that their author was shown, whatever the project's template is by now.</summary>
internal sealed class JudgeAnnotations(IFormStore forms)
{
    /// <summary>Null when they fit, or there is no form.</summary>
    public async Task<Error?> FindFaultsAsync(Guid assignmentId, string annotations, CancellationToken ct)
    {
        if (await forms.FindAsync(assignmentId, ct) is not { } question) return null;

        using var parsed = JsonDocument.Parse(annotations);
        var faults = question.Form.Judge(parsed.RootElement, question.Material);
        return faults.Count == 0 ? null : WorkforceErrors.AnnotationsInvalid(faults);
    }
}
