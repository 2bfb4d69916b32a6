using Hitl.ServiceDefaults.Data;
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

    private const int PerformanceMax = 200;

    public static void MapAnnotatorEndpoints(this IEndpointRouteBuilder app)
    {
        var annotators = app.MapGroup(Path).WithTags("Administration").RequireAdmin();
        annotators.MapGet("", ListAsync).WithName("ListAnnotators");
        annotators.MapGet("/performance", GetPerformanceAsync).WithName("GetPerformance");
        annotators.MapGet("/{id}", GetAsync).WithName("GetAnnotator");

        var changes = annotators.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateAnnotator");
        changes.MapPatch("/{id}", ChangeAsync).WithName("ChangeAnnotator");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AnnotatorReads reads, CancellationToken ct)
    {
        var filter = AnnotatorFilter.Read(request.Query);
        return filter.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(filter.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, AnnotatorReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } annotator ? TypedResults.Ok(annotator) : WorkforceErrors.NoSuchAnnotator.ToProblem();

    private static async Task<IResult> GetPerformanceAsync(string? ids, PerformanceReads reads, CancellationToken ct)
    {
        var parts = (ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wanted = parts.Where(part => Guid.TryParse(part, out _)).Select(Guid.Parse).ToHashSet();
        return parts.Length is 0 or > PerformanceMax || wanted.Count < parts.Distinct(StringComparer.OrdinalIgnoreCase).Count()
            ? InvalidRequest.Of("ids", $"must name 1 to {PerformanceMax} annotators by their ids (UUIDs), separated by commas.").ToProblem()
            : TypedResults.Ok(await reads.OfAsync(wanted, ct));
    }

    private static async Task<IResult> CreateAsync(
        Body<CreateAnnotatorRequest> body, CreateAnnotatorHandler handler, UnitOfWork work, CancellationToken ct)
    {
        var request = body.Value;
        var created = await handler.HandleAsync(
            new CreateAnnotator(request.Email!, request.Name!, request.Password!)
            {
                Role = request.Role ?? AnnotatorRole.Annotator,
                Projects = request.Projects ?? [],
                Teams = request.Teams ?? [],
                JobsPerDay = request.JobsPerDay,
            },
            ct);
        return created.Error is { } error
            ? error.ToProblem()
            : TypedResults.Created($"{Path}/{created.Value.Id}", await AnnotatorReads.GetAsync(work, created.Value.Id, ct));
    }

    private static async Task<IResult> ChangeAsync(
        PathId id, Body<ChangeAnnotatorRequest> body, ChangeAnnotatorHandler handler, UnitOfWork work, CancellationToken ct)
    {
        var request = body.Value;
        var changed = await handler.HandleAsync(
            new ChangeAnnotator(id.Value)
            {
                Name = request.Name,
                Password = request.Password,
                Status = request.Status,
                Role = request.Role,
                Projects = request.Projects,
                Teams = request.Teams,
                JobsPerDay = held => request.JobsPerDay.IsSet ? request.JobsPerDay.Value : held,
            },
            ct);
        return changed.Error is { } error ? error.ToProblem() : TypedResults.Ok(await AnnotatorReads.GetAsync(work, id.Value, ct));
    }
}
