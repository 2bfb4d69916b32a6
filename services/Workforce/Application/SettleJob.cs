using System.Text.Json;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>
/// Decides whether a job is done, behind its lock: called after each submission that counts, that was corrected or withdrawn, or whose
/// time to be withdrawn has passed. The first answer is the result, once no place is open any more.
/// </summary>
internal sealed class SettleJobHandler(ISettlementStore settlements, IAssignmentStore assignments, IEventPublisher events)
{
    public async Task HandleAsync(Guid jobId, int round, DateTimeOffset now, CancellationToken ct)
    {
        if (await settlements.FindResultAsync(jobId, round, ct) is not { } result) return;

        await assignments.EndJobAsync(jobId, now, ct);
        using var annotations = JsonDocument.Parse(result.Annotations);
        events.Publish(new WorkCompleted
        {
            JobId = jobId,
            StartedAt = result.StartedAt,
            FinishedAt = now,
            Annotations = annotations.RootElement.Clone(),
            CompletedBy = result.AnnotatorEmail,
        });
    }
}
