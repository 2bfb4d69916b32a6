using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Published = Hitl.Contracts.Jobs.JobStatus;

namespace Hitl.Jobs.Application;

/// <summary>What other services are told about a job that has just moved.</summary>
internal static class JobFacts
{
    public static JobCreated Created(NewJob created) => Offered<JobCreated>(created) with { IsStaged = created.Mark?.BatchId is not null };

    /// <summary>What the queue is told when the job's batch is finalized.</summary>
    public static JobReleased Released(NewJob created) => Offered<JobReleased>(created);

    private static T Offered<T>(NewJob created)
        where T : JobOffered
    {
        var details = created.Details;
        return Of<T>(created.Job, created.Job.CreatedAt) with
        {
            Files = created.Files,
            HasPredictions = created.Predictions is not null,
            ExpiresAt = created.Job.ExpiresAt,
            Attachments = created.Attachments,
            Content = details.Content?.ToElement(),
            Form = details.Form,
            Priority = details.Priority ?? JobPriority.Medium,
            DueAt = details.DueAt,
            Assignees = details.Assignees,
            TeamId = details.TeamId,
            Simulate = created.Job.IsTest ? details.Simulate : null,
        };
    }

    public static JobStarted Started(Job job, DateTimeOffset now) => Of<JobStarted>(job, now);

    public static JobCompleted Completed(Job job, ResultPost? post, DateTimeOffset at) => Of<JobCompleted>(job, at) with
    {
        Webhook = post?.Target,
        Body = post?.Body,
        Origins = job.Result?.Origins is { } origins ? JsonElement.Parse(origins) : null,
        CompletedBy = job.Result?.CompletedBy,
    };

    public static JobFailed Failed(Job job, DateTimeOffset now) => Of<JobFailed>(job, now) with { Message = job.ErrorMessage ?? "" };

    public static JobCanceled Canceled(Job job, DateTimeOffset now) => Of<JobCanceled>(job, now);

    public static JobExpired Expired(Job job, DateTimeOffset at) => Of<JobExpired>(job, at);

    public static JobRequeued Requeued(Job job, DateTimeOffset now) => Of<JobRequeued>(job, now) with { ExpiresAt = job.ExpiresAt };

    public static JobRevised Revised(Job job, JobOffer offer, bool isReassigned, DateTimeOffset now) => Of<JobRevised>(job, now) with
    {
        Priority = offer.Priority,
        DueAt = offer.DueAt,
        Assignees = offer.Assignees,
        TeamId = offer.TeamId,
        Content = offer.Content,
        ExpiresAt = job.ExpiresAt,
        IsReassigned = isReassigned,
    };

    /// <summary>What every event carries. An activator, since <c>new T()</c> cannot promise the members that are set right behind it.</summary>
    private static T Of<T>(Job job, DateTimeOffset at)
        where T : JobEvent => Activator.CreateInstance<T>() with
        {
            JobId = job.Id,
            ProjectId = job.ProjectId,
            AccountId = job.AccountId,
            Version = job.Version,
            IsTest = job.IsTest,
            Status = StatusOf(job),
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            FinishedAt = job.FinishedAt,
            OccurredAt = at,
            Dialect = job.Dialect,
        };

    private static Published StatusOf(Job job) => job.Status switch
    {
        Domain.JobStatus.New => Published.New,
        Domain.JobStatus.Progress => Published.Progress,
        Domain.JobStatus.Done => Published.Done,
        Domain.JobStatus.Error => Published.Error,
        Domain.JobStatus.Canceled => Published.Canceled,
        Domain.JobStatus.Expired => Published.Expired,
    };
}
