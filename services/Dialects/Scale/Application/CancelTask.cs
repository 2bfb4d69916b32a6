using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Cancels a task that is not answered yet.</summary>
internal sealed class CancelTask(FindTask find, IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string taskId, bool clearsUniqueId, CancellationToken ct)
    {
        if (await find.HandleAsync(accountId, taskId, ct) is not { } job) return TaskErrors.NotFound;
        // Jobs decides: the task may have been answered since.
        var outcome = await jobs.CancelAsync(accountId, job.JobId, clearsUniqueId, ct);
        if (outcome is null) return TaskErrors.NotFound;
        return outcome.Job is { } canceled ? canceled : new Error(ErrorKind.Conflict, outcome.Refusal!.Code, "Only a pending task can be canceled; this one has ended.");
    }
}
