using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Application;

/// <summary>A task as a dialect has read it.</summary>
internal sealed record TaskOrder
{
    /// <summary>All but <see cref="OrderJob.Body"/>.</summary>
    public required OrderJob Job { get; init; }

    public required TaskForm Form { get; init; }

    /// <summary>Null or empty: none is shown.</summary>
    public required string? Instruction { get; init; }

    public required JsonObject Metadata { get; init; }

    /// <summary>Null: nobody is told of the end.</summary>
    public required string? CallbackUrl { get; init; }

    public string Priority { get; init; } = "medium";

    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Orders a job for a task.</summary>
internal sealed class OrderTask(IDialectJobsClient jobs)
{
    public async Task<OrderOutcome> HandleAsync(TaskOrder task, CancellationToken ct)
    {
        var outcome = await jobs.CreateAsync(task.Job with { Body = BodyOf(task, new HashSet<int>()) }, ct);

        // A task whose file cannot be loaded is taken, and whoever works on it says so. What may not be loaded is refused all the same.
        return outcome.Refusal is { } refused && JobRefusals.AttachmentsNotLoaded(refused) is { Count: > 0 } references
            ? await jobs.CreateAsync(task.Job with { Body = BodyOf(task, references) }, ct)
            : outcome;
    }

    /// <summary>What <c>POST /v1/jobs</c> takes.</summary>
    private static JsonElement BodyOf(TaskOrder task, IReadOnlySet<int> references)
    {
        var fields = task.Form.Fields.Select(field => field.DeepClone());
        var content = new JsonObject();
        if (!string.IsNullOrWhiteSpace(task.Instruction))
        {
            content["instruction"] = task.Instruction;
            fields = fields.Prepend(FormFields.Instruction());
        }

        var body = new JsonObject
        {
            ["content"] = content,
            ["template"] = new JsonObject { ["fields"] = new JsonArray([.. fields]) },
            ["metadata"] = task.Metadata.DeepClone(),
            ["priority"] = task.Priority,
        };
        if (task.DueAt is { } due) body["due_date"] = due.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        if (task.CallbackUrl is { } callbackUrl) body["webhook_url"] = callbackUrl;
        if (task.Form.Attachments is { Count: > 0 } attachments)
            body["attachments"] = new JsonArray([.. attachments.Select((attachment, index) => AttachmentOf(attachment, references.Contains(index)))]);
        return JsonSerializer.SerializeToElement(body);
    }

    private static JsonObject AttachmentOf(TaskAttachment attachment, bool isReference)
    {
        var body = new JsonObject { ["type"] = attachment.Type, [attachment.IsUrl ? "url" : "content"] = attachment.Value };
        if (isReference) body["reference"] = true;
        return body;
    }
}
