using Hitl.Contracts.Projects;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Api;

/// <summary>What other services ask: see <see cref="IProjectsClient"/>.</summary>
internal static class InternalEndpoints
{
    public static void MapInternalEndpoints(this IEndpointRouteBuilder app)
    {
        var questions = app.MapGroup("/internal").RequireService().ExcludeFromDescription();
        questions.MapPost("/keys/resolve", ResolveAsync).WithName("ResolveApiKey");
        questions.MapGet("/projects/{id}", GetProjectAsync).WithName("GetProjectFacts");
        questions.MapGet("/templates/{id}", GetTemplateAsync).WithName("GetTemplateFacts");

        var orders = app.MapGroup("/internal").RequireService().WithUnitOfWork().ExcludeFromDescription();
        orders.MapPost("/projects/ensure", EnsureProjectAsync).WithName("EnsureProject");
    }

    private static async Task<IResult> ResolveAsync(ResolveApiKey question, ResolveApiKeyHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(question, ct) is { } facts ? TypedResults.Ok(facts) : ProjectErrors.NoSuchKey.ToProblem();

    private static async Task<IResult> GetProjectAsync(PathId id, ProjectReads reads, CancellationToken ct) =>
        await reads.FindFactsAsync(id.Value, ct) is { } facts ? TypedResults.Ok(facts) : ProjectErrors.NoSuchProject.ToProblem();

    private static async Task<IResult> EnsureProjectAsync(EnsureProject order, EnsureProjectHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(order, ct) is { } project ? TypedResults.Ok(project) : ProjectErrors.NoSuchAccount.ToProblem();

    private static async Task<IResult> GetTemplateAsync(PathId id, int? version, TemplateReads reads, CancellationToken ct) =>
        await reads.FindFactsAsync(id.Value, version, ct) is { } facts ? TypedResults.Ok(facts) : ProjectErrors.NoSuchTemplate.ToProblem();
}
