using Hitl.Forms;

namespace Hitl.Workforce.Application;

/// <summary>What an annotator is asked, and about what.</summary>
internal sealed record Question(Form Form, Material Material);

/// <summary>Finds the form that an assignment is answered with, inside the unit of work.</summary>
internal interface IFormStore
{
    /// <summary>Null when there is no form: any JSON object is an answer then.</summary>
    Task<Question?> FindAsync(Guid assignmentId, CancellationToken ct);
}
