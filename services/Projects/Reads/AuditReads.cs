using System.Globalization;
using Dapper;
using Hitl.Projects.Api;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Which acts an administrator asks for; null means any.</summary>
internal sealed record AuditFilter(string? Actor, string? Action, DateTimeOffset? Since)
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads the three parameters as sent; an instant without an offset is UTC.</summary>
    public static Result<AuditFilter> Read(string? actor, string? action, string? since)
    {
        if (since is null) return new AuditFilter(actor, action, null);
        return DateTimeOffset.TryParseExact(since, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new AuditFilter(actor, action, instant.ToUniversalTime())
            : InvalidRequest.Of("since", "must be an ISO 8601 date, or date and time.");
    }
}

/// <summary>What administrators did, newest first.</summary>
internal sealed class AuditReads(NpgsqlDataSource database)
{
    // The first bound on the id uses the index; the instant itself is finer than the milliseconds in an id.
    private const string SelectSql = """
        SELECT id, actor, action, path, request_id, occurred_at AS date
          FROM audit
         WHERE id < @Before AND id >= @FirstId AND occurred_at >= @Since
        """;

    private const string OfActorSql = " AND actor = @Actor";
    private const string OfActionSql = " AND action = @Action";
    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    public async Task<Page<AuditResponse>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken ct)
    {
        var sql = SelectSql + (filter.Actor is null ? "" : OfActorSql) + (filter.Action is null ? "" : OfActionSql) + OrderSql;
        var since = filter.Since ?? DateTimeOffset.UnixEpoch;
        var parameters = new
        {
            Before = page.After ?? Guid.AllBitsSet,
            FirstId = IdRange.StartOf(since),
            Since = since,
            filter.Actor,
            filter.Action,
            Rows = page.Limit + 1,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<AuditResponse>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<AuditResponse>.Of(rows.AsList(), page.Limit, act => act.Id);
    }
}
