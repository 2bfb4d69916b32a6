using System.Text.Json;
using Hitl.Contracts.Files;

namespace Hitl.Contracts.Jobs;

/// <summary>A job as a dialect orders it: what <c>POST /v1/jobs</c> takes, and what the dialect needs to find and to show it again.</summary>
public sealed record OrderJob
{
    /// <summary>For whom.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whether it came with a test key.</summary>
    public required bool IsTest { get; init; }

    /// <summary>In which project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Which dialect, such as <c>scale</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>The dialect's kind of job, such as <c>categorization</c>; lists filter by it.</summary>
    public required string Type { get; init; }

    /// <summary>The body of <c>POST /v1/jobs</c> without <c>project_id</c>: judged like a client's own.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>What the dialect wants to have back with the job, such as the parameters as they came. Nobody else looks into it.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The client's own id for the job, at most once per account and dialect; null when it gave none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The client's words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The batch that it belongs to: of this project, and not finalized yet. Null: none.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Whether <see cref="UniqueId"/> is free again once the job is stopped by a problem.</summary>
    public bool FreesUniqueIdOnError { get; init; }
}

/// <summary>Which of a dialect's jobs a list shows; what is null does not matter. Newest first.</summary>
public sealed record FindJobs
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Only this dialect's; null: all jobs.</summary>
    public string? Dialect { get; init; }

    /// <summary>Only those of live, or of test keys.</summary>
    public bool? IsTest { get; init; }

    /// <summary>Only this kind.</summary>
    public string? Type { get; init; }

    /// <summary>Only this project's.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Only those of the dialect's batch with this name; one that does not exist has none.</summary>
    public string? Batch { get; init; }

    /// <summary>In any of these statuses; empty: in any.</summary>
    public IReadOnlyList<JobStatus> Statuses { get; init; } = [];

    /// <summary>With this id of the client's.</summary>
    public string? UniqueId { get; init; }

    /// <summary>With at least one of these tags; empty: with any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only those of this priority; where a client gave none it is medium.</summary>
    public JobPriority? Priority { get; init; }

    /// <summary>Only those offered to the annotator with this address, lower case.</summary>
    public string? Assignee { get; init; }

    /// <summary>Only those that are, or are not, offered to some people or a team alone.</summary>
    public bool? IsAssigned { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Inclusive; by the instant of the end.</summary>
    public DateTimeOffset? FinishedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? FinishedBefore { get; init; }

    /// <summary>Inclusive; by the instant of the last change.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Behind this job, as an earlier page ended with it.</summary>
    public Guid? After { get; init; }

    /// <summary>Passes over so many; for clients that page by offset.</summary>
    public int Offset { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether the total is wanted; counting costs.</summary>
    public bool WithTotal { get; init; }
}

/// <summary>A page of jobs.</summary>
/// <param name="Jobs">Newest first.</param>
/// <param name="HasMore">Whether there are more behind them.</param>
/// <param name="Total">Of all pages; null when it was not asked for.</param>
public sealed record FoundJobs(IReadOnlyList<JobRecord> Jobs, bool HasMore, long? Total);

/// <summary>A job with all that a dialect may show of it.</summary>
public sealed record JobRecord
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Its project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Its account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whether it came with a test key.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Which dialect made it; null for the native API.</summary>
    public string? Dialect { get; init; }

    /// <summary>The dialect's kind of job.</summary>
    public string? Type { get; init; }

    /// <summary>What the dialect gave to be kept.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The client's own id.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The client's words.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>As it counts now.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Version { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When a person started it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the client wants it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How soon it is offered.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Medium;

    /// <summary>Who may do it; none: all.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Which team may do it; null: all.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>What it shows besides.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What its form shows.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The client's own object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The result; null until it is done.</summary>
    public JsonElement? Annotations { get; init; }

    /// <summary>Where each value of the result comes from.</summary>
    public JsonElement? Origins { get; init; }

    /// <summary>The e-mail address of whoever had the last word.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>What went wrong, when its status is error.</summary>
    public string? Error { get; init; }

    /// <summary>Where its result goes.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Whether it waits for its batch to be finalized.</summary>
    public bool IsStaged { get; init; }

    /// <summary>True once its webhook was taken, false once all tries have failed; null before, and without a webhook.</summary>
    public bool? CallbackSucceeded { get; init; }
}

/// <summary>An order was refused: as <c>POST /v1/jobs</c> refuses it.</summary>
/// <param name="Status">The HTTP status of the refusal.</param>
/// <param name="Code">Stable; <c>unique_id_taken</c> when the client's id names another job.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Errors">By the JSON path in <see cref="OrderJob.Body"/>.</param>
/// <param name="JobId">The other job, when the client's id is taken.</param>
public sealed record RefusedJob(
    int Status, string Code, string Message, IReadOnlyDictionary<string, string[]>? Errors = null, Guid? JobId = null);

/// <summary>By what a client knows its job. What is null, empty or false stays as it is. A job that has ended can be labeled, too.</summary>
public sealed record LabelJob
{
    /// <summary>All of its tags from now on.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Tags that it gets besides.</summary>
    public IReadOnlyList<string> AddedTags { get; init; } = [];

    /// <summary>Tags that it loses; those that it does not have do not matter.</summary>
    public IReadOnlyList<string> RemovedTags { get; init; } = [];

    /// <summary>The client's own id from now on.</summary>
    public string? UniqueId { get; init; }

    /// <summary>Takes the client's own id away.</summary>
    public bool ClearsUniqueId { get; init; }

    /// <summary>The client's own object from now on.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>What became of an order or of a cancellation: a job, or why not.</summary>
public sealed record OrderOutcome(JobRecord? Job, RefusedJob? Refusal);
