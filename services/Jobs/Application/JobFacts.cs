using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Published = Hitl.Contracts.Jobs.JobStatus;

namespace Hitl.Jobs.Application;

/// <summary>What other services are told about a job that has just moved.</summary>
internal static class JobFacts
{
    public static JobCreated Created(NewJob created) => new()
    {
        JobId = created.Job.Id,
        ProjectId = created.Job.ProjectId,
        AccountId = created.Job.AccountId,
        Version = created.Job.Version,
        IsTest = created.Job.IsTest,
        Status = Published.New,
        CreatedAt = created.Job.CreatedAt,
        OccurredAt = created.Job.CreatedAt,
        Files = created.Files,
        HasPredictions = created.Predictions is not null,
        ExpiresAt = created.Job.ExpiresAt,
    };

    public static JobStarted Started(Job job, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.Progress,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        OccurredAt = now,
    };

    public static JobCompleted Completed(Job job, ResultPost? post, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.Done,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        OccurredAt = now,
        Webhook = post?.Target,
        Body = post?.Body,
    };

    public static JobFailed Failed(Job job, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.Error,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        OccurredAt = now,
        Message = job.ErrorMessage ?? "",
    };

    public static JobCanceled Canceled(Job job, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.Canceled,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        OccurredAt = now,
    };

    public static JobExpired Expired(Job job, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.Expired,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        FinishedAt = job.FinishedAt,
        OccurredAt = now,
    };

    public static JobRequeued Requeued(Job job, DateTimeOffset now) => new()
    {
        JobId = job.Id,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = job.Version,
        IsTest = job.IsTest,
        Status = Published.New,
        CreatedAt = job.CreatedAt,
        OccurredAt = now,
        ExpiresAt = job.ExpiresAt,
    };
}
