using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>The client no longer wants a job.</summary>
internal sealed class CancelJob(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    public async Task<Result<Job>> HandleAsync(Guid accountId, Guid projectId, Guid jobId, CancellationToken ct)
    {
        if (await store.LockAsync(accountId, projectId, jobId, ct) is not { } job) return JobErrors.JobNotFound;
        return await CancelAsync(job, ct);
    }

    /// <summary>The same for a client that does not name the project.</summary>
    public async Task<Result<Job>> HandleAsync(Guid accountId, Guid jobId, CancellationToken ct) =>
        await store.LockAsync(accountId, jobId, ct) is { } job ? await CancelAsync(job, ct) : JobErrors.JobNotFound;

    private async Task<Result<Job>> CancelAsync(Job job, CancellationToken ct)
    {
        var now = time.GetInstant();
        if (job.Cancel(now).Error is { } refused) return refused;

        await store.SaveAsync([job], ct);
        publisher.Publish(JobFacts.Canceled(job, now));
        return job;
    }
}
