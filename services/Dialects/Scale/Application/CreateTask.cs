using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Orders a job for a task, in the account's project for tasks of its type.</summary>
internal sealed class CreateTask(IProjectsClient projects, IDialectJobsClient jobs, TimeProvider time)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, bool isTest, TaskRequest request, CancellationToken ct)
    {
        var type = request.Kind.Name;
        var project = await projects.EnsureProjectAsync(new EnsureProject(accountId, $"{ScaleDialect.Name}:{type}", $"Scale {type}"), ct)
            ?? throw new InvalidOperationException($"Projects knows no account {accountId}.");
        if ((request.CallbackUrl ?? project.DefaultCallbackUrl) is not { } callbackUrl) return TaskErrors.NoCallbackUrl;

        var order = new OrderJob
        {
            AccountId = accountId,
            IsTest = isTest,
            ProjectId = project.ProjectId,
            Dialect = ScaleDialect.Name,
            Type = type,
            Body = BodyOf(request, callbackUrl, new HashSet<int>()),
            Data = TaskData.Of(request, callbackUrl),
            UniqueId = request.UniqueId,
            Tags = request.Tags,
        };
        var outcome = await jobs.CreateAsync(order, ct);

        // Scale takes a task whose file cannot be loaded, and lets whoever works on it say so. What may not be loaded is refused all the same.
        if (outcome.Refusal is { } refused && JobRefusals.AttachmentsNotLoaded(refused) is { Count: > 0 } references)
            outcome = await jobs.CreateAsync(order with { Body = BodyOf(request, callbackUrl, references) }, ct);
        return outcome.Job is { } job ? job : JobRefusals.ErrorOf(outcome.Refusal!, request);
    }

    /// <summary>What <c>POST /v1/jobs</c> takes.</summary>
    private JsonElement BodyOf(TaskRequest request, string callbackUrl, IReadOnlySet<int> references)
    {
        var (priority, within) = HasteOf(request.Urgency);
        var fields = request.Form.Fields.Select(field => field.DeepClone());
        var content = new JsonObject();
        if (request.Instruction is { } instruction)
        {
            content["instruction"] = instruction;
            fields = fields.Prepend(FormFields.Instruction());
        }

        var body = new JsonObject
        {
            ["content"] = content,
            ["template"] = new JsonObject { ["fields"] = new JsonArray([.. fields]) },
            ["metadata"] = request.Metadata.DeepClone(),
            ["priority"] = priority,
            ["due_date"] = (time.GetUtcNow() + within).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["webhook_url"] = callbackUrl,
        };
        if (request.Form.Attachments is { Count: > 0 } attachments)
            body["attachments"] = new JsonArray([.. attachments.Select((attachment, index) => AttachmentOf(attachment, references.Contains(index)))]);
        return JsonSerializer.SerializeToElement(body);
    }

    private static JsonObject AttachmentOf(TaskAttachment attachment, bool isReference)
    {
        var body = new JsonObject { ["type"] = attachment.Type, [attachment.IsUrl ? "url" : "content"] = attachment.Value };
        if (isReference) body["reference"] = true;
        return body;
    }

    private static (string Priority, TimeSpan Within) HasteOf(string urgency) => urgency switch
    {
        "immediate" => ("urgent", TimeSpan.FromHours(1)),
        "week" => ("low", TimeSpan.FromDays(7)),
        _ => ("medium", TimeSpan.FromDays(1)),
    };
}
