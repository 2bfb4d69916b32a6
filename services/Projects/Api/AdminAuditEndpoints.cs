using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Api;

/// <summary>Who changed what, when, in all services.</summary>
internal static class AdminAuditEndpoints
{
    public static void MapAdminAuditEndpoints(this IEndpointRouteBuilder app) =>
        app.MapGroup("/v1/admin/audit").WithTags("Administration").RequireAdmin().MapGet("", ListAsync).WithName("ListAudit");

    private static async Task<IResult> ListAsync(HttpRequest request, string? limit, string? cursor, AuditReads reads, CancellationToken ct)
    {
        var filter = AuditFilter.Read(request.Query);
        if (filter.Error is { } badFilter) return badFilter.ToProblem();
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } badPage) return badPage.ToProblem();
        return TypedResults.Ok(await reads.ListAsync(filter.Value, page.Value, ct));
    }
}
