using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Api;

/// <summary>The body of POST /v1/jobs, and an item of POST /v1/jobs/bulk.</summary>
internal sealed record CreateJobRequest
{
    public Guid? ProjectId { get; init; }

    public IReadOnlyList<string?>? FileUrls { get; init; }

    public RawJson? Predictions { get; init; }

    public string? WebhookUrl { get; init; }

    public IReadOnlyDictionary<string, string?>? WebhookHeaders { get; init; }

    public int? ExpirationMinutes { get; init; }

    public RawJson? Metadata { get; init; }

    public RawJson? Content { get; init; }

    public IReadOnlyList<AttachmentRequest?>? Attachments { get; init; }

    public JsonElement? Template { get; init; }

    public JobPriority? Priority { get; init; }

    public string? DueDate { get; init; }

    public IReadOnlyList<string?>? Assignees { get; init; }

    public Guid? TeamId { get; init; }

    public RawJson? DefaultAnnotations { get; init; }

    /// <summary>Only of a valid request.</summary>
    public JobOrder ToOrder() => new()
    {
        ProjectId = ProjectId!.Value,
        FileUrls = [.. (FileUrls ?? []).Select(url => url!)],
        Attachments = [.. (Attachments ?? []).Select(attachment => attachment!.ToOrder())],
        Predictions = Predictions,
        Webhook = WebhookUrl is null ? null : new WebhookTarget(WebhookUrl, HeadersOf(WebhookHeaders)),
        Lifetime = ExpirationMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        DefaultAnnotations = DefaultAnnotations,
        Details = new JobDetails
        {
            Metadata = Metadata,
            Content = Content,
            Form = Template,
            Priority = Priority,
            DueAt = DueDate is null ? null : InstantText.Read(DueDate)?.ToInstant(),
            Assignees = RequestRules.AddressesOf(Assignees),
            TeamId = TeamId,
        },
    };

    private static Dictionary<string, string> HeadersOf(IReadOnlyDictionary<string, string?>? headers) =>
        headers?.ToDictionary(header => header.Key, header => header.Value!, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
}

/// <summary>Something that a job is to show besides its files.</summary>
internal sealed record AttachmentRequest
{
    public string? Type { get; init; }

    /// <summary>Of a text that is given here.</summary>
    public string? Content { get; init; }

    public string? Url { get; init; }

    public bool Reference { get; init; }

    /// <summary>Only of a valid request.</summary>
    public AttachmentOrdered ToOrder() => new(AttachmentKindText.Read(Type)!.Value, Content, Url, Reference);
}

/// <summary>The body of POST /v1/jobs/bulk. Its items are judged each on its own.</summary>
internal sealed record CreateJobsRequest
{
    public IReadOnlyList<JsonElement>? Jobs { get; init; }
}

/// <summary>The answer to POST /v1/jobs.</summary>
internal sealed record JobCreatedResponse(Guid JobId);

/// <summary>The answer to one item of POST /v1/jobs/bulk: an id or an error.</summary>
internal sealed record BulkItemResponse
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public Guid? JobId { get; init; }

    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public BulkItemError? Error { get; init; }
}

/// <summary>What is wrong with an item; <c>errors</c> by field, as in a problem.</summary>
internal sealed record BulkItemError(string Code, string Message, IReadOnlyDictionary<string, string[]>? Errors);

/// <summary>The body of POST /v1/admin/jobs/ID/error.</summary>
internal sealed record StopJobRequest
{
    public string? Message { get; init; }
}

/// <summary>Where a call before has ended; nothing at first.</summary>
internal sealed record RequeueJobsRequest : IOptionalBody
{
    public string? Cursor { get; init; }
}

/// <summary>How many were put back; with <c>next_cursor</c> call again for the rest.</summary>
internal sealed record RequeueJobsResponse(int Requeued, string? NextCursor);
