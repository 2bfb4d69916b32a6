using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Application;

/// <summary>Gives a test task that is not answered yet the time to be: clients look at it at once, and expect it to be completed.</summary>
internal sealed class AwaitTest(IDialectJobsClient jobs, EndedJobs ended)
{
    /// <summary>The simulator takes a second or two; where all are busy, some more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<JobRecord?> HandleAsync(JobRecord? job, CancellationToken ct)
    {
        // Of a batch that is not finalized nothing is answered, however long one waits.
        if (job is not { IsTest: true, IsStaged: false } || !job.IsOpen()) return job;

        var (accountId, jobId) = (job.AccountId, job.JobId);
        await ended.WaitAsync(
            jobId,
            Patience,
            async () => (job = await jobs.GetAsync(accountId, jobId, ct)) is null || !job.IsOpen(),
            ct);
        return job is null || job.IsOpen() ? await jobs.GetAsync(accountId, jobId, ct) : job;
    }
}
