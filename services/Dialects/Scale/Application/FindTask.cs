using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Finds a task by its id.</summary>
internal sealed class FindTask(IDialectJobsClient jobs, EndedJobs ended)
{
    /// <summary>The simulator takes a second or two; the document shows a test task as completed when it is next looked at.</summary>
    private static readonly TimeSpan PatienceWithTests = TimeSpan.FromSeconds(3);

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
    public async Task<JobRecord?> AnsweredAsync(Guid accountId, string taskId, CancellationToken ct)
    {
        var job = await HandleAsync(accountId, taskId, ct);
        if (job is not { IsTest: true } || !job.IsOpen()) return job;

        var jobId = job.JobId;
        await ended.WaitAsync(
            jobId,
            PatienceWithTests,
            async () => (job = await jobs.GetAsync(accountId, jobId, ct)) is null || !job.IsOpen(),
            ct);
        return job is null || job.IsOpen() ? await jobs.GetAsync(accountId, jobId, ct) : job;
    }
}
