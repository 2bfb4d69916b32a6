using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.HitlSh.Domain;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>A job as the document's review. What a review does not have yet is left out, as printed.</summary>
internal static class ReviewView
{
    private const string Template = "template";
    private const string Others = "others";

    /// <summary>What is kept with the job, to show its review again.</summary>
    public static JsonElement DataOf(ReviewRequest request, int templateVersion) => JsonSerializer.SerializeToElement(new JsonObject
    {
        [Template] = request.TemplateId.ToString(),
        ["template_version"] = templateVersion,
        [Others] = request.Others.DeepClone(),
    });

    public static JsonObject Of(JobRecord job, string? status = null)
    {
        var review = new JsonObject
        {
            ["id"] = PublicId.Of(PublicId.Review, job.JobId),
            ["template_id"] = TemplateIdOf(job),
            ["content"] = job.Content is { } content ? Node(content) : null,
        };
        AddOffer(review, job);
        if (job.Metadata is { } metadata) review["metadata"] = Node(metadata);
        review["status"] = status ?? ReviewStatus.Of(job);
        review["created_at"] = HitlShDialect.TextOf(job.CreatedAt);
        review["updated_at"] = HitlShDialect.TextOf(job.UpdatedAt);
        AddEnd(review, job);
        foreach (var other in job.Data!.Value.GetProperty(Others).EnumerateObject()) review[other.Name] = Node(other.Value);
        return review;
    }

    /// <summary>As events carry it: who is to do it and how it ended, without its content.</summary>
    public static JsonObject Brief(JobRecord job, string status)
    {
        var review = new JsonObject
        {
            ["id"] = PublicId.Of(PublicId.Review, job.JobId),
            ["template_id"] = TemplateIdOf(job),
            ["status"] = status,
        };
        if (status == ReviewStatus.Completed)
        {
            AddEnd(review, job);
            return review;
        }

        AddOffer(review, job);
        review["created_at"] = HitlShDialect.TextOf(job.CreatedAt);
        if (status == ReviewStatus.Cancelled && job.Error is { } error) review["error"] = error;
        return review;
    }

    private static void AddOffer(JsonObject review, JobRecord job)
    {
        review["assignees"] = new JsonArray([.. job.Assignees.Select(email => JsonValue.Create(email))]);
        if (job.TeamId is { } team) review["team_id"] = PublicId.Of(PublicId.Team, team);
        review["priority"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(job.Priority.ToString());
        review["due_date"] = job.DueAt is { } due ? HitlShDialect.TextOf(due) : null;
    }

    private static void AddEnd(JsonObject review, JobRecord job)
    {
        if (job.Status == JobStatus.Error) review["error"] = job.Error;
        if (job.Status != JobStatus.Done) return;
        review["result"] = job.Annotations is { } result ? Node(result) : null;
        review["completed_at"] = job.FinishedAt is { } at ? HitlShDialect.TextOf(at) : null;
        review["reviewer"] = job.CompletedBy;
    }

    private static string TemplateIdOf(JobRecord job) => PublicId.Of(PublicId.Template, job.Data!.Value.GetProperty(Template).GetGuid());

    private static JsonNode? Node(JsonElement json) => JsonSerializer.SerializeToNode(json);
}
