using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>What a client changes of a job that has not ended; what is null, or not set, stays.</summary>
internal sealed record JobRevision
{
    public JobPriority? Priority { get; init; }

    /// <summary>Null takes it away.</summary>
    public Optional<DateTimeOffset?> DueAt { get; init; }

    /// <summary>E-mail addresses, lower case; none: all who work on the project.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Null takes it away.</summary>
    public Optional<Guid?> TeamId { get; init; }

    public RawJson? Content { get; init; }

    public bool IsReassignment => Assignees is not null || TeamId.IsSet;
}

/// <summary>Who is offered a job, when, and what they are shown.</summary>
internal sealed record JobOffer(JobPriority Priority, DateTimeOffset? DueAt, IReadOnlyList<string> Assignees, Guid? TeamId, JsonElement? Content);

/// <summary>A client changes its mind about a job, by way of a dialect. The queue hears of it.</summary>
internal sealed class ReviseJob(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    public async Task<Result<Job>> HandleAsync(Guid accountId, Guid jobId, JobRevision revision, CancellationToken ct)
    {
        if (await store.LockAsync(accountId, jobId, ct) is not { } job) return JobErrors.JobNotFound;
        var now = time.GetInstant();
        if (job.Revise(revision.Content is not null, now).Error is { } refused) return refused;

        var offer = await store.ReviseAsync(job, revision, ct);
        publisher.Publish(JobFacts.Revised(job, offer, revision.IsReassignment, now));
        return job;
    }
}
