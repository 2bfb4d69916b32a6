using System.Text.Json.Serialization;
using Dapper;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Metrics.Reads;

/// <summary>Live jobs by account and month, newest month first.</summary>
internal sealed class UsageReads(NpgsqlDataSource database)
{
    private const int FreeJobs = 5;

    private const string ListSql = """
        SELECT account_id, month, live_jobs, greatest(live_jobs - @FreeJobs, 0) AS billable_jobs, first_job_id
          FROM usage
         WHERE (@After::uuid IS NULL OR first_job_id < @After)
           AND (@AccountId::uuid IS NULL OR account_id = @AccountId)
           AND (@Month::date IS NULL OR month = @Month)
         ORDER BY first_job_id DESC
         LIMIT @Take
        """;

    public async Task<Page<Usage>> ListAsync(PageRequest page, Guid? accountId, DateOnly? month, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { FreeJobs, page.After, AccountId = accountId, Month = month, Take = page.Limit + 1 };
        var rows = (await connection.QueryAsync<UsageRow>(new CommandDefinition(ListSql, parameters, cancellationToken: ct))).AsList();
        return Page<Usage>.Of(rows.ConvertAll(Usage.Of), page.Limit, usage => usage.FirstJobId);
    }

    internal sealed record UsageRow(Guid AccountId, DateOnly Month, long LiveJobs, long BillableJobs, Guid FirstJobId);
}

/// <summary>One account and month.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Month">Such as <c>2026-01</c>.</param>
/// <param name="LiveJobs">Jobs created in that month with a live key.</param>
/// <param name="BillableJobs">Those beyond the first five.</param>
/// <param name="FirstJobId">What the list is sorted by.</param>
internal sealed record Usage(Guid AccountId, string Month, long LiveJobs, long BillableJobs, [property: JsonIgnore] Guid FirstJobId)
{
    public const string MonthFormat = "yyyy-MM";

    public static Usage Of(UsageReads.UsageRow row) => new(
        row.AccountId,
        row.Month.ToString(MonthFormat, System.Globalization.CultureInfo.InvariantCulture),
        row.LiveJobs,
        row.BillableJobs,
        row.FirstJobId);
}
