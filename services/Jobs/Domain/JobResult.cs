namespace Hitl.Jobs.Domain;

/// <summary>What a job is done with; JSON as it came.</summary>
/// <param name="Annotations">The result itself.</param>
/// <param name="Origins">Where each of its values comes from; null when one annotator gave them all.</param>
/// <param name="CompletedBy">The e-mail address of whoever had the last word; null when that was no person.</param>
internal sealed record JobResult(string Annotations, string? Origins, string? CompletedBy)
{
    public static JobResult OfFallback(string defaultAnnotations) => new(defaultAnnotations, Domain.Origins.OfFallback(defaultAnnotations), null);
}
