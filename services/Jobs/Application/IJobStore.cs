using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;

namespace Hitl.Jobs.Application;

/// <summary>
/// Jobs that are about to change, inside the unit of work. Whoever locks a job decides about it: cancel, completion and expiry that
/// come together are taken one after the other, and each sees what the one before has made of the job.
/// </summary>
internal interface IJobStore
{
    /// <summary>The client's job, locked; null when there is none.</summary>
    Task<Job?> LockAsync(Guid accountId, Guid projectId, Guid jobId, CancellationToken ct);

    /// <summary>The account's job, in whichever project, locked; null when there is none.</summary>
    Task<Job?> LockAsync(Guid accountId, Guid jobId, CancellationToken ct);

    /// <summary>Those of the jobs that exist, locked.</summary>
    Task<IReadOnlyDictionary<Guid, Job>> LockAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct);

    /// <summary>Jobs whose time is up, locked; those that somebody else holds are left to the next time.</summary>
    Task<IReadOnlyCollection<Job>> LockDueAsync(DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>
    /// Jobs of a project that are in error and have time left, behind <paramref name="after"/>, in the order of ids and locked; those that
    /// somebody else holds are left out.
    /// </summary>
    Task<IReadOnlyList<Job>> LockStoppedAsync(Guid projectId, Guid after, DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>Writes jobs that were locked and have moved.</summary>
    Task SaveAsync(IReadOnlyCollection<Job> jobs, CancellationToken ct);

    /// <summary>Writes a locked job that has been revised, and what is new of it; returns how it is offered from now on.</summary>
    Task<JobOffer> ReviseAsync(Job job, JobRevision revision, CancellationToken ct);

    /// <summary>Writes by what a client knows a locked job. False when its own id names another of its jobs: then nothing more can be done in this unit of work.</summary>
    Task<bool> TryLabelAsync(Job job, LabelJob change, CancellationToken ct);

    /// <summary>Where the results of these jobs go, and what is posted there; without those that name no place.</summary>
    Task<IReadOnlyDictionary<Guid, ResultPost>> ReadResultPostsAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct);

    /// <summary>Writes down whether webhooks of jobs were taken; each job at most once.</summary>
    Task RecordCallbacksAsync(IReadOnlyCollection<CallbackEnd> ends, CancellationToken ct);
}

/// <summary>A job's webhook was taken, or all its tries have failed.</summary>
internal sealed record CallbackEnd(Guid JobId, bool Succeeded);

/// <summary>A job's result on its way to the client's webhook.</summary>
/// <param name="Target">The client's URL and headers.</param>
/// <param name="Body">The job as GET shows it.</param>
internal sealed record ResultPost(WebhookTarget Target, JsonElement Body);
