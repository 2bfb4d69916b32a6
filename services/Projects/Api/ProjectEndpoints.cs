using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Api;

/// <summary>What an account does with its projects.</summary>
internal static class ProjectEndpoints
{
    private const string Path = "/v1/projects";

    public static void MapProjectEndpoints(this IEndpointRouteBuilder app)
    {
        var projects = app.MapGroup(Path).WithTags("Projects").RequireAccount();
        projects.MapGet("", ListAsync).WithName("ListProjects");
        projects.MapGet("/{id}", GetAsync).WithName("GetProject");
        var changes = projects.MapGroup("").WithUnitOfWork();
        changes.MapPost("", CreateAsync).WithName("CreateProject");
        changes.MapPut("/{id}/instructions", InstructAsync).WithName("InstructProject");
    }

    private static async Task<IResult> CreateAsync(Body<CreateProjectRequest> body, Caller caller, CreateProjectHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var created = await handler.HandleAsync(new CreateProject(caller.RequiredAccountId, request.Name!, request.InstructionsFileUrl!), ct);
        if (created.Error is { } error) return error.ToProblem();
        return TypedResults.Created($"{Path}/{created.Value.Id}", new CreatedProjectResponse(created.Value.Id));
    }

    private static async Task<IResult> InstructAsync(
        PathId id, Body<InstructProjectRequest> body, Caller caller, InstructProjectHandler handler, PublicLinks links, CancellationToken ct)
    {
        var command = new InstructProject(id.Value, caller.RequiredAccountId, body.Value.InstructionsFileUrl!);
        var instructed = await handler.HandleAsync(command, ct);
        return instructed.Error is { } error ? error.ToProblem() : TypedResults.Ok(ProjectResponse.Of(instructed.Value, links));
    }

    private static async Task<IResult> GetAsync(PathId id, Caller caller, ProjectReads reads, CancellationToken ct) =>
        await reads.FindAsync(caller.RequiredAccountId, id.Value, ct) is { } project
            ? TypedResults.Ok(project)
            : ProjectErrors.NoSuchProject.ToProblem();

    private static async Task<IResult> ListAsync(
        string? limit, string? cursor, Caller caller, ProjectReads reads, PublicLinks links, HttpResponse response, CancellationToken ct)
    {
        if (limit is null && cursor is null) return TypedResults.Ok(await reads.ListAllAsync(caller.RequiredAccountId, ct));

        var request = PageRequest.Read(limit, cursor);
        if (request.Error is { } error) return error.ToProblem();
        var page = await reads.ListAsync(caller.RequiredAccountId, request.Value, ct);
        if (page.NextCursor is { } next) response.Headers.Link = links.ToNextPage(Path, request.Value.Limit, next);
        return TypedResults.Ok(page.Items);
    }
}
