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
