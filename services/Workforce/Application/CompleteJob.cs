using System.Text.Json;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A job has its result, and whoever had the last word.</summary>
internal sealed record CompleteJob(Guid JobId, DateTimeOffset StartedAt, JobResult Result, string CompletedBy);

internal sealed class CompleteJobHandler(IAssignmentStore assignments, IEventPublisher events)
{
    public async Task HandleAsync(CompleteJob command, DateTimeOffset now, CancellationToken ct)
    {
        await assignments.EndJobAsync(command.JobId, now, ct);
        events.Publish(new WorkCompleted
        {
            JobId = command.JobId,
            StartedAt = command.StartedAt,
            FinishedAt = now,
            Annotations = command.Result.Annotations,
            Origins = command.Result.Origins is { } origins ? JsonSerializer.SerializeToElement(origins, JsonConventions.Options) : null,
            CompletedBy = command.CompletedBy,
        });
    }
}
