using Hitl.Contracts.Projects;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Api;

/// <summary>What dialects ask about projects that their clients make by name: see <see cref="IDialectProjectsClient"/>.</summary>
internal static class DialectProjectEndpoints
{
    public static void MapDialectProjectEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapGroup("/internal/dialect-projects").RequireService().WithUnitOfWork().ExcludeFromDescription()
            .MapPost("", OpenAsync).WithName("OpenDialectProject");

        var projects = app.MapGroup("/internal/accounts/{account}/dialect-projects").RequireService().ExcludeFromDescription();
        projects.MapGet("", FindAsync).WithName("FindDialectProjects");
        projects.MapPost("/{project}/data", KeepDataAsync).WithName("KeepDialectProjectData");
    }

    private static async Task<IResult> OpenAsync(OpenProject order, OpenProjectHandler handler, UnitOfWork work, DialectProjectReads reads, CancellationToken ct)
    {
        if (!await handler.HandleAsync(order, ct)) return TypedResults.NoContent();
        await work.CommitAsync(ct);
        return (await reads.FindByKeyAsync(order.AccountId, order.Key, ct)).Projects is [var project] ? TypedResults.Ok(project) : ProjectErrors.NoSuchProject.ToProblem();
    }

    private static async Task<IResult> FindAsync(PathId account, string? key, string? prefix, DialectProjectReads reads, CancellationToken ct) =>
        TypedResults.Ok(key is not null ? await reads.FindByKeyAsync(account.Value, key, ct) : await reads.FindByPrefixAsync(account.Value, prefix ?? "", ct));

    private static async Task<IResult> KeepDataAsync(
        PathId account, PathId project, KeepProjectData change, IDialectProjects projects, DialectProjectReads reads, CancellationToken ct) =>
        await projects.TryKeepDataAsync(account.Value, project.Value, change, ct) && await reads.GetAsync(account.Value, project.Value, ct) is { } kept
            ? TypedResults.Ok(kept)
            : TypedResults.NoContent();
}
