using System.Globalization;
using Hitl.Metrics.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Metrics.Api;

internal static class UsageEndpoints
{
    public static void MapUsageEndpoints(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/admin/usage", ListAsync).WithName("ListUsage").RequireAdmin();

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "account_id")] string? accountId,
        string? month,
        string? limit,
        string? cursor,
        UsageReads usage,
        CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();

        Guid? account = Guid.TryParse(accountId, out var id) ? id : null;
        if (accountId is not null && account is null) return InvalidRequest.Of("account_id", "must be the id of an account.").ToProblem();

        DateOnly? first = DateOnly.TryParseExact(month, Usage.MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (month is not null && first is null) return InvalidRequest.Of("month", "must be a month such as 2026-01.").ToProblem();

        return TypedResults.Ok(await usage.ListAsync(page.Value, account, first, ct));
    }
}
