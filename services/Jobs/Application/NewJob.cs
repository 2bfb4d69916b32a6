using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Http.Idempotency;

namespace Hitl.Jobs.Application;

/// <summary>A job that a client orders; its form is valid.</summary>
internal sealed record JobOrder
{
    public required Guid ProjectId { get; init; }

    public IReadOnlyList<string> FileUrls { get; init; } = [];

    public IReadOnlyList<AttachmentOrdered> Attachments { get; init; } = [];

    public RawJson? Predictions { get; init; }

    public WebhookTarget? Webhook { get; init; }

    public TimeSpan? Lifetime { get; init; }

    /// <summary>What the job is done with when its time is up.</summary>
    public RawJson? DefaultAnnotations { get; init; }

    public JobDetails Details { get; init; } = JobDetails.None;

    /// <summary>By which dialect it came; null for the native API.</summary>
    public DialectMark? Mark { get; init; }
}

/// <summary>What a dialect needs to find its job and to show it again.</summary>
internal sealed record DialectMark(string Dialect, string Type, RawJson? Data, string? UniqueId, IReadOnlyList<string> Tags)
{
    /// <summary>It is held back until that batch is finalized; null: it is offered at once.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Whether the client's own id is free again once the job is stopped by a problem.</summary>
    public bool FreesUniqueIdOnError { get; init; }
}

/// <summary>Something that a job is to show besides its files: a text, or what stands at a URL.</summary>
internal sealed record AttachmentOrdered(AttachmentKind Kind, string? Text, string? Url, bool IsReference)
{
    /// <summary>Text needs no fetching, and of a page of the web only the address is kept.</summary>
    public bool IsFetched => Url is not null && Kind != AttachmentKind.Website;
}

/// <summary>What a client may say of a job besides; it is kept and passed on as it is.</summary>
internal sealed record JobDetails
{
    public static readonly JobDetails None = new();

    public RawJson? Metadata { get; init; }

    /// <summary>What the form shows and asks about.</summary>
    public RawJson? Content { get; init; }

    /// <summary>The job's own form; null when it is the project's.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>Null is as good as medium.</summary>
    public JobPriority? Priority { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>E-mail addresses, lower case.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    public Guid? TeamId { get; init; }

    /// <summary>What the client wants the simulator to do, if this is a test.</summary>
    public string? Simulate => Metadata?.ToElement() is { } metadata && metadata.TryGetProperty("simulate", out var wish)
        && wish.ValueKind == JsonValueKind.String ? wish.GetString() : null;
}

/// <summary>A job that is ready to be written.</summary>
internal sealed record NewJob(Job Job, IReadOnlyList<StoredFile> Files)
{
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public RawJson? Predictions { get; init; }

    public WebhookTarget? Webhook { get; init; }

    /// <summary>The project's template at this moment; null when it has none, or the job brought a form of its own.</summary>
    public (Guid Id, int Version)? Template { get; init; }

    public JobDetails Details { get; init; } = JobDetails.None;

    public DialectMark? Mark { get; init; }
}

/// <summary>Writes new jobs.</summary>
internal interface IJobWriter
{
    /// <summary>
    /// Jobs, their events and the answer to the client's Idempotency-Key become durable together. False when another run has taken
    /// the key over: then nothing is written.
    /// </summary>
    Task<bool> InsertAsync(IReadOnlyList<NewJob> jobs, IdempotentAnswer? answer, CancellationToken ct);

    /// <summary>The same for a dialect's job. False when the client's own id names another of its jobs: then nothing is written.</summary>
    Task<bool> TryInsertMarkedAsync(NewJob job, CancellationToken ct);
}
