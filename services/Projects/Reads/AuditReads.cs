using System.Globalization;
using Dapper;
using Hitl.Projects.Api;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Which acts an administrator asks for; null means any.</summary>
internal sealed record AuditFilter(string? Actor, string? Action, string? Path, DateTimeOffset? Since, DateTimeOffset? Until)
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads the parameters as sent, and names every fault at once; an instant without an offset is UTC.</summary>
    public static Result<AuditFilter> Read(IQueryCollection query)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (since, until) = (Instant("since"), Instant("until"));
        if (since > until) faults["until"] = ["must not be before since."];
        return faults.Count > 0 ? InvalidRequest.Of(faults) : new AuditFilter(Text("actor"), Text("action"), Text("path"), since, until);

        string? Text(string field) => query.TryGetValue(field, out var values) ? values.ToString() : null;

        DateTimeOffset? Instant(string field)
        {
            if (Text(field) is not { } text) return null;
            if (DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
                return instant.ToUniversalTime();
            faults[field] = ["must be an ISO 8601 date, or date and time."];
            return null;
        }
    }
}

/// <summary>What administrators did, newest first.</summary>
internal sealed class AuditReads(NpgsqlDataSource database)
{
    // The bounds on the id use the index; the instant itself is finer than the milliseconds in an id.
    private const string SelectSql = """
        SELECT id, actor, action, path, request_id, occurred_at AS date
          FROM audit
         WHERE id < @Before AND id < @LastId AND id >= @FirstId AND occurred_at >= @Since AND occurred_at < @Until
        """;

    private const string OfActorSql = " AND actor = @Actor";
    private const string OfActionSql = " AND action = @Action";

    // By the beginning of the path, where the kind of thing and its id stand. No index: it narrows down what the others have found, or walks
    // the newest until the page is full.
    private const string OfPathSql = " AND starts_with(path, @Path)";
    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    public async Task<Page<AuditResponse>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken ct)
    {
        var sql = SelectSql + (filter.Actor is null ? "" : OfActorSql) + (filter.Action is null ? "" : OfActionSql)
            + (filter.Path is null ? "" : OfPathSql) + OrderSql;
        var since = filter.Since ?? DateTimeOffset.UnixEpoch;
        var parameters = new
        {
            Before = page.After ?? Guid.AllBitsSet,
            FirstId = IdRange.StartOf(since),
            Since = since,
            LastId = filter.Until is { } end ? IdRange.EndOf(end.AddMilliseconds(1)) : Guid.AllBitsSet,
            Until = filter.Until ?? DateTimeOffset.MaxValue,
            filter.Actor,
            filter.Action,
            filter.Path,
            Rows = page.Limit + 1,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<AuditResponse>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<AuditResponse>.Of(rows.AsList(), page.Limit, act => act.Id);
    }
}
