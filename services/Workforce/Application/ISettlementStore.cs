using System.Text.Json;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A job whose places are all answered, and which is not over.</summary>
/// <param name="StartedAt">Its first claim of this round.</param>
/// <param name="Rules">What its project chose.</param>
/// <param name="Answers">What counts of this round, one or more, in the order in which they came.</param>
/// <param name="LastAssignmentId">With which the last of them was given.</param>
/// <param name="LastAnnotatorEmail">By whom.</param>
internal sealed record JobToSettle(
    DateTimeOffset StartedAt, ProjectRules Rules, IReadOnlyList<JsonElement> Answers, Guid LastAssignmentId, string LastAnnotatorEmail);

/// <summary>What decides whether a job is done, inside the unit of work and behind the job's lock.</summary>
internal interface ISettlementStore
{
    /// <summary>Null as long as a place is open, when nothing counts, or when the job is over.</summary>
    Task<JobToSettle?> FindAsync(Guid jobId, int round, CancellationToken ct);

    /// <summary>Opens one more place for whoever has not answered the job yet.</summary>
    Task AddPlaceAsync(Guid jobId, DateTimeOffset now, CancellationToken ct);
}
