using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

/// <summary>What other services ask: see <see cref="IWorkforceClient"/>.</summary>
internal static class InternalEndpoints
{
    public static void MapInternalEndpoints(this IEndpointRouteBuilder app) =>
        app.MapPost("/internal/sessions/resolve", ResolveAsync).WithName("ResolveSession").RequireService().ExcludeFromDescription();

    private static async Task<IResult> ResolveAsync(ResolveSession question, ResolveSessionHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(question, ct) is { } facts ? TypedResults.Ok(facts) : WorkforceErrors.NoSuchSession.ToProblem();
}
