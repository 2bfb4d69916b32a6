using Hitl.Contracts.Jobs;

namespace Hitl.Metrics.Tests;

/// <summary>One job that grows its events, each the way Jobs would publish it.</summary>
internal sealed class TestJob(Guid account, Guid project, DateTimeOffset createdAt, bool isTest = false)
{
    private readonly Guid _id = Guid.CreateVersion7(createdAt);
    private long _version;
    private DateTimeOffset? _started;

    public JobEvent Create() => new JobCreated
    {
        JobId = _id,
        ProjectId = project,
        AccountId = account,
        Version = ++_version,
        IsTest = isTest,
        Status = JobStatus.New,
        CreatedAt = createdAt,
        OccurredAt = createdAt,
        Files = [],
        HasPredictions = false,
    };

    public JobEvent Start(DateTimeOffset at)
    {
        _started = at;
        return new JobStarted
        {
            JobId = _id,
            ProjectId = project,
            AccountId = account,
            Version = ++_version,
            IsTest = isTest,
            Status = JobStatus.Progress,
            CreatedAt = createdAt,
            StartedAt = at,
            OccurredAt = at,
        };
    }

    public JobEvent Requeue(DateTimeOffset at)
    {
        _started = null;
        return new JobRequeued
        {
            JobId = _id,
            ProjectId = project,
            AccountId = account,
            Version = ++_version,
            IsTest = isTest,
            Status = JobStatus.New,
            CreatedAt = createdAt,
            OccurredAt = at,
        };
    }

    public JobEvent Complete(DateTimeOffset at) => new JobCompleted
    {
        JobId = _id,
        ProjectId = project,
        AccountId = account,
        Version = ++_version,
        IsTest = isTest,
        Status = JobStatus.Done,
        CreatedAt = createdAt,
        StartedAt = _started,
        FinishedAt = at,
        OccurredAt = at,
    };

    public JobEvent Fail(DateTimeOffset at) => new JobFailed
    {
        JobId = _id,
        ProjectId = project,
        AccountId = account,
        Version = ++_version,
        IsTest = isTest,
        Status = JobStatus.Error,
        CreatedAt = createdAt,
        StartedAt = _started,
        FinishedAt = at,
        OccurredAt = at,
        Message = "The image is black.",
    };

    public JobEvent Cancel(DateTimeOffset at) => new JobCanceled
    {
        JobId = _id,
        ProjectId = project,
        AccountId = account,
        Version = ++_version,
        IsTest = isTest,
        Status = JobStatus.Canceled,
        CreatedAt = createdAt,
        StartedAt = _started,
        FinishedAt = at,
        OccurredAt = at,
    };

    public JobEvent Expire(DateTimeOffset at) => new JobExpired
    {
        JobId = _id,
        ProjectId = project,
        AccountId = account,
        Version = ++_version,
        IsTest = isTest,
        Status = JobStatus.Expired,
        CreatedAt = createdAt,
        StartedAt = _started,
        FinishedAt = at,
        OccurredAt = at,
    };
}
