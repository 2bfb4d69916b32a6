using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Orders a job for a review, with the template's form as it is now.</summary>
internal sealed class CreateReview(ITemplatesClient templates, IProjectsClient projects, ITeamsClient teams, IDialectJobsClient jobs)
{
    private const int NameLengthMax = 200;

    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, bool isTest, ReviewRequest request, CancellationToken ct)
    {
        if (await templates.GetAsync(accountId, request.TemplateId, ct) is not { } template) return ReviewErrors.TemplateNotFound;
        if (request.TeamId is { } team && await teams.GetAsync(accountId, team, ct) is null) return ReviewErrors.NoSuchTeam;

        var publicId = PublicId.Of(PublicId.Template, template.TemplateId);
        var name = template.Name.Length <= NameLengthMax ? template.Name : template.Name[..NameLengthMax];
        var ensure = new EnsureProject(accountId, $"{HitlShDialect.Name}:{publicId}", name, template.TemplateId);
        // The template was deleted this very moment.
        if (await projects.EnsureProjectAsync(ensure, ct) is not { } project) return ReviewErrors.TemplateNotFound;

        var body = request.Job.DeepClone().AsObject();
        body["template"] = new JsonObject { ["fields"] = JsonSerializer.SerializeToNode(template.Fields) };
        if (request.TeamId is { } given) body[ReviewRequest.TeamIdMember] = given.ToString();
        var outcome = await jobs.CreateAsync(
            new OrderJob
            {
                AccountId = accountId,
                IsTest = isTest,
                ProjectId = project.ProjectId,
                Dialect = HitlShDialect.Name,
                // What lists filter by.
                Type = publicId,
                Body = JsonSerializer.SerializeToElement(body),
                Data = ReviewView.DataOf(request, template.Version),
            },
            ct);
        return outcome.Job is { } job ? job : ReviewErrors.Of(outcome.Refusal!);
    }
}

/// <summary>Finds a review of an account.</summary>
internal sealed class FindReview(IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, CancellationToken ct) =>
        PublicId.Read(PublicId.Review, id) is { } jobId && await jobs.GetAsync(accountId, jobId, ct) is { Dialect: HitlShDialect.Name } job
            ? job
            : ReviewErrors.ReviewNotFound;
}

/// <summary>Changes who is asked, when, and, as long as nobody has begun, about what.</summary>
internal sealed class ReviseReview(FindReview find, ITeamsClient teams, IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, JsonObject change, Guid? teamId, CancellationToken ct)
    {
        var found = await find.HandleAsync(accountId, id, ct);
        if (found.Error is not null || change.Count == 0) return found;
        if (teamId is { } team && await teams.GetAsync(accountId, team, ct) is null) return ReviewErrors.NoSuchTeam;

        var outcome = await jobs.ReviseAsync(accountId, found.Value.JobId, JsonSerializer.SerializeToElement(change), ct);
        if (outcome is null) return ReviewErrors.ReviewNotFound;
        return outcome.Job is { } job ? job : ReviewErrors.Of(outcome.Refusal!);
    }
}

/// <summary>Cancels a review that has not ended.</summary>
internal sealed class CancelReview(FindReview find, IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, CancellationToken ct)
    {
        var found = await find.HandleAsync(accountId, id, ct);
        if (found.Error is not null) return found;
        var outcome = await jobs.CancelAsync(accountId, found.Value.JobId, ct);
        if (outcome is null) return ReviewErrors.ReviewNotFound;
        return outcome.Job is { } job ? job : ReviewErrors.Of(outcome.Refusal!);
    }
}
