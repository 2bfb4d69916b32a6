using System.Text.Json;
using Hitl.Contracts.Files;

namespace Hitl.Contracts.Jobs;

/// <summary>The life of a job; the contract's words.</summary>
public enum JobStatus
{
    /// <summary>Created; nobody works on it yet.</summary>
    New,

    /// <summary>Somebody has started it.</summary>
    Progress,

    /// <summary>It has its annotations.</summary>
    Done,

    /// <summary>It was stopped because of a problem.</summary>
    Error,

    /// <summary>The client canceled it.</summary>
    Canceled,

    /// <summary>It was not done before it expired.</summary>
    Expired,
}

/// <summary>What every event about a job carries.</summary>
public abstract record JobEvent
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Its project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Its account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Grows with each change of this job.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it came with a test key.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Its status after the event.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a person started it; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, in whichever way; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Which dialect made the job, such as <c>scale</c>, and so tells its client about it; null for the native API.</summary>
    public string? Dialect { get; init; }
}

/// <summary>A job with all that people need to do it.</summary>
public abstract record JobOffered : JobEvent
{
    /// <summary>Its files, in the client's order.</summary>
    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <summary>Whether there are predictions, to be asked for when somebody starts.</summary>
    public required bool HasPredictions { get; init; }

    /// <summary>When it expires; null when it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it shows besides its files, in the client's order.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What its form shows and asks about, as the client gave it: any JSON; null when there is none.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The job's own form, <c>{"fields":[...]}</c>; null when it is the project's.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>How soon it is offered, compared with others.</summary>
    public JobPriority Priority { get; init; } = JobPriority.Medium;

    /// <summary>When the client wants it; null when it does not say. Unlike the expiry, nothing happens then.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>E-mail addresses, lower case, of the only annotators that it is offered to; none: all who work on the project.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>The only team that it is offered to; null: all who work on the project.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>What a test job's client wants the simulator to do: <c>metadata.simulate</c>.</summary>
    public string? Simulate { get; init; }
}

/// <summary>A client created a job.</summary>
public sealed record JobCreated : JobOffered
{
    /// <summary>Whether it waits for its batch to be finalized: nobody is offered it before <see cref="JobReleased"/>.</summary>
    public bool IsStaged { get; init; }
}

/// <summary>The batch of a job that waited for it was finalized: from now on people are offered it.</summary>
public sealed record JobReleased : JobOffered;

/// <summary>How soon a job is offered, compared with others. The order of the members is that of the queue.</summary>
public enum JobPriority
{
    /// <summary>After all others.</summary>
    Low,

    /// <summary>Where the client does not say.</summary>
    Medium,

    /// <summary>Before most.</summary>
    High,

    /// <summary>Before all others.</summary>
    Urgent,
}

/// <summary>A person started a job.</summary>
public sealed record JobStarted : JobEvent;

/// <summary>A job has its annotations.</summary>
public sealed record JobCompleted : JobEvent
{
    /// <summary>Where the result goes; null when the client polls.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>The job exactly as <c>GET /v1/jobs/PROJECT/JOB</c> shows it: the webhook's body. Null without a webhook.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>
    /// Where each field's value comes from: an object by field of <c>{origin, agreement, support, of}</c>, as in <c>WorkCompleted</c>, or
    /// with <c>fallback</c> as the origin where the job's time was up. Null when one annotator gave everything.
    /// </summary>
    public JsonElement? Origins { get; init; }

    /// <summary>The e-mail address of whoever had the last word; null when that was no person.</summary>
    public string? CompletedBy { get; init; }
}

/// <summary>A job was stopped because of a problem.</summary>
public sealed record JobFailed : JobEvent
{
    /// <summary>What the client is told.</summary>
    public required string Message { get; init; }
}

/// <summary>The client canceled a job.</summary>
public sealed record JobCanceled : JobEvent;

/// <summary>A job was not done before it expired.</summary>
public sealed record JobExpired : JobEvent;

/// <summary>An administrator put a stopped job back into the queue; what annotators submitted before no longer counts.</summary>
public sealed record JobRequeued : JobEvent
{
    /// <summary>When it expires; null when it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>
/// A client changed who is offered a job, when, or what it shows. Carries all of that as it is now: of two, the one with the higher version
/// alone counts.
/// </summary>
public sealed record JobRevised : JobEvent
{
    /// <summary>How soon it is offered, compared with others.</summary>
    public required JobPriority Priority { get; init; }

    /// <summary>When the client wants it; null when it does not say.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>E-mail addresses, lower case, of the only annotators that it is offered to; none: all who work on the project.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>The only team that it is offered to; null: all who work on the project.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>What its form shows and asks about; null when there is none.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>When it expires; null when it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether this change was about who is offered it.</summary>
    public required bool IsReassigned { get; init; }
}

/// <summary>Where a job's result is posted.</summary>
/// <param name="Url">The client's URL.</param>
/// <param name="Headers">The client's headers; their values are secrets.</param>
public sealed record WebhookTarget(string Url, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The URL alone: header values must never reach a log.</summary>
    public override string ToString() => nameof(WebhookTarget);
}
