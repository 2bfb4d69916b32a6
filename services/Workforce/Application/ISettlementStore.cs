namespace Hitl.Workforce.Application;

/// <summary>What a job's submissions come to.</summary>
/// <param name="StartedAt">The job's first claim of this round.</param>
/// <param name="Annotations">JSON, verbatim.</param>
/// <param name="AnnotatorEmail">Whose they are.</param>
internal sealed record SettledResult(DateTimeOffset StartedAt, string Annotations, string AnnotatorEmail);

/// <summary>Reads what decides whether a job is done, inside the unit of work and behind the job's lock.</summary>
internal interface ISettlementStore
{
    /// <summary>What the job's first answer of this round gave, once no place is open any more; null before.</summary>
    Task<SettledResult?> FindResultAsync(Guid jobId, int round, CancellationToken ct);
}
