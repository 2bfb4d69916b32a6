using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Projects.Api;

/// <summary>What administrators do with the projects of all accounts.</summary>
internal static class AdminProjectEndpoints
{
    public static void MapAdminProjectEndpoints(this IEndpointRouteBuilder app)
    {
        var projects = app.MapGroup("/v1/admin/projects").WithTags("Administration").RequireAdmin();
        projects.MapGet("", ListAsync).WithName("ListProjectsOfAllAccounts");
        projects.MapGet("/{id}", GetAsync).WithName("GetProjectOfAnyAccount");

        var changes = projects.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("/{id}/activate", ActivateAsync).WithName("ActivateProject");
        changes.MapPost("/{id}/deactivate", DeactivateAsync).WithName("DeactivateProject");
        changes.MapPut("/{id}/settings", ConfigureAsync).WithName("ConfigureProject");
        changes.MapPut("/{id}/instructions", InstructAsync).WithName("InstructProjectOfAnyAccount");
    }

    private static async Task<IResult> ListAsync(
        string? status,
        [FromQuery(Name = "account_id")] string? accountId,
        string? ids,
        string? limit,
        string? cursor,
        AdminProjectReads reads,
        CancellationToken ct)
    {
        var filter = AdminProjectFilter.Read(status, accountId, ids);
        if (filter.Error is { } badFilter) return badFilter.ToProblem();
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } badPage) return badPage.ToProblem();
        return TypedResults.Ok(await reads.ListAsync(filter.Value, page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, AdminProjectReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } project ? TypedResults.Ok(project) : ProjectErrors.NoSuchProject.ToProblem();

    private static async Task<IResult> ActivateAsync(PathId id, ActivateProjectHandler handler, PublicLinks links, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new ActivateProject(id.Value), ct), links);

    private static async Task<IResult> DeactivateAsync(
        PathId id, Body<DeactivateProjectRequest> body, DeactivateProjectHandler handler, PublicLinks links, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new DeactivateProject(id.Value, body.Value.Reason!), ct), links);

    private static async Task<IResult> ConfigureAsync(
        PathId id, Body<ConfigureProjectRequest> body, ConfigureProjectHandler handler, PublicLinks links, CancellationToken ct)
    {
        var command = new ConfigureProject(id.Value, body.Value.ToSettings(), body.Value.ToTemplateChoice());
        return Answer(await handler.HandleAsync(command, ct), links);
    }

    private static async Task<IResult> InstructAsync(
        PathId id, Body<InstructProjectRequest> body, InstructProjectHandler handler, PublicLinks links, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new InstructProject(id.Value, null, body.Value.InstructionsFileUrl!), ct), links);

    private static IResult Answer(Result<Project> outcome, PublicLinks links) =>
        outcome.Error is { } error ? error.ToProblem() : TypedResults.Ok(AdminProjectResponse.Of(outcome.Value, links));
}
