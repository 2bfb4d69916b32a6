using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>What administrators do with annotators.</summary>
internal static class AnnotatorEndpoints
{
    private const string Path = "/v1/admin/annotators";

    public static void MapAnnotatorEndpoints(this IEndpointRouteBuilder app)
    {
        var annotators = app.MapGroup(Path).WithTags("Administration").RequireAdmin();
        annotators.MapGet("", ListAsync).WithName("ListAnnotators");
        annotators.MapGet("/{id}", GetAsync).WithName("GetAnnotator");

        var changes = annotators.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateAnnotator");
        changes.MapPatch("/{id}", ChangeAsync).WithName("ChangeAnnotator");
    }

    private static async Task<IResult> ListAsync(string? limit, string? cursor, AnnotatorReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, AnnotatorReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } annotator ? TypedResults.Ok(annotator) : WorkforceErrors.NoSuchAnnotator.ToProblem();

    private static async Task<IResult> CreateAsync(Body<CreateAnnotatorRequest> body, CreateAnnotatorHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var command = new CreateAnnotator(
            request.Email!, request.Name!, request.Password!, request.Role ?? AnnotatorRole.Annotator, request.Projects ?? []);
        var created = await handler.HandleAsync(command, ct);
        return created.Error is { } error
            ? error.ToProblem()
            : TypedResults.Created($"{Path}/{created.Value.Id}", created.Value.ToResponse());
    }

    private static async Task<IResult> ChangeAsync(
        PathId id, Body<ChangeAnnotatorRequest> body, ChangeAnnotatorHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var command = new ChangeAnnotator(id.Value, request.Name, request.Password, request.Status, request.Role, request.Projects);
        var changed = await handler.HandleAsync(command, ct);
        return changed.Error is { } error ? error.ToProblem() : TypedResults.Ok(changed.Value.ToResponse());
    }
}
