using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Finds a task by its id.</summary>
internal sealed class FindTask(IDialectJobsClient jobs, AwaitTest tests)
{
    /// <summary>
    /// Null when the account has no such task. Jobs are listed in the order of their ids: the first one before the end of the range that
    /// the task's id stands for is the task's, or there is none.
    /// </summary>
    public async Task<JobRecord?> HandleAsync(Guid accountId, string taskId, CancellationToken ct)
    {
        if (TaskId.FirstJobIdAbove(taskId) is not { } above) return null;
        var found = await jobs.FindAsync(new FindJobs { AccountId = accountId, Dialect = ScaleDialect.Name, After = above, Limit = 1 }, ct);
        return found.Jobs is [var job] && TaskId.IsOf(taskId, job.JobId) ? job : null;
    }

    /// <summary>The same, but a test task that is not answered yet is given the time to be.</summary>
    public async Task<JobRecord?> AnsweredAsync(Guid accountId, string taskId, CancellationToken ct) =>
        await tests.HandleAsync(await HandleAsync(accountId, taskId, ct), ct);
}
