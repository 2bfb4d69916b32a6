using System.Text.Json.Serialization;
using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Postgres;
using Npgsql;

namespace Hitl.Webhooks.Reads;

/// <summary>A delivery as its client, or an administrator, sees it. Neither body nor headers: the one is the job, the others are secret.</summary>
internal sealed record DeliveryResponse(
    Guid Id,
    string Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AccountId,
    Guid? JobId,
    Guid? ProjectId,
    string Url,
    string State,
    DateTimeOffset CreateDate,
    DateTimeOffset? NextAttemptDate,
    IReadOnlyList<AttemptResponse> Attempts);

/// <summary>One try of a delivery.</summary>
internal sealed record AttemptResponse(DateTimeOffset Date, int? Status, int DurationMs, string? Response, string? Error);

/// <summary>The log of deliveries, newest first.</summary>
internal sealed class DeliveryReads(NpgsqlDataSource database, TimeProvider time)
{
    // For each pair of event and state the index gives its newest in order; the few that make the page are sorted together. From one key of the
    // index to another, in its own order: with equality and an order by id, the planner takes the primary key for whoever has a good share of the
    // table, and reads all that is newer than their last.
    public const string PageOfAccountSql = """
        SELECT id
          FROM unnest(@Events) AS wanted (event)
         CROSS JOIN unnest(@States) AS held (state)
         CROSS JOIN LATERAL (
               SELECT id
                 FROM delivery
                WHERE (account_id, event, state, id) >= (@AccountId, wanted.event, held.state, @Since)
                  AND (account_id, event, state, id) < (@AccountId, wanted.event, held.state, least(@Until, @Before))
                ORDER BY account_id DESC, event DESC, state DESC, id DESC
                LIMIT @Limit) AS page
         ORDER BY id DESC
         LIMIT @Limit
        """;

    public const string PageOfAllSql = """
        SELECT id
          FROM unnest(@Events) AS wanted (event)
         CROSS JOIN unnest(@States) AS held (state)
         CROSS JOIN LATERAL (
               SELECT id
                 FROM delivery
                WHERE (event, state, id) >= (wanted.event, held.state, @Since) AND (event, state, id) < (wanted.event, held.state, least(@Until, @Before))
                ORDER BY event DESC, state DESC, id DESC
                LIMIT @Limit) AS page
         ORDER BY id DESC
         LIMIT @Limit
        """;

    // A job has as many deliveries as it was done times: its own index is all that this needs.
    private const string PageOfJobSql = """
        SELECT id
          FROM delivery
         WHERE job_id = @JobId AND event = ANY(@Events) AND state = ANY(@States) AND id >= @Since AND id < @Until AND id < @Before
           AND (@AccountId::uuid IS NULL OR account_id = @AccountId)
         ORDER BY id DESC
         LIMIT @Limit
        """;

    // One statement, so that a delivery and its attempts are of the same moment. One in a sender's hands has no next attempt: it is having one.
    private const string DeliveriesSql = """
        SELECT delivery.id, delivery.event, delivery.account_id, delivery.job_id, delivery.project_id, delivery.shown_url, delivery.state,
               delivery.created_at, CASE WHEN delivery.lease_until > @Now THEN NULL ELSE delivery.next_at END AS next_at,
               attempt.at, attempt.status, attempt.duration_ms, attempt.response, attempt.error
          FROM delivery
          LEFT JOIN attempt ON attempt.delivery_id = delivery.id
         WHERE delivery.id = ANY(@Ids)
         ORDER BY delivery.id DESC, attempt.number
        """;

    /// <summary>The deliveries that <paramref name="filter"/> asks for.</summary>
    /// <param name="filter">With the page.</param>
    /// <param name="owner">Whose: a client sees its own account's only, whatever its filter says; null for administrators.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<DeliveryResponse>> ListAsync(DeliveryFilter filter, Guid? owner, CancellationToken ct)
    {
        var accountId = owner ?? filter.AccountId;
        var sql = filter.JobId is not null ? PageOfJobSql : accountId is not null ? PageOfAccountSql : PageOfAllSql;
        var parameters = new
        {
            AccountId = accountId,
            filter.JobId,
            Events = filter.Event is { } name ? [name] : EventNames.All.ToArray(),
            States = filter.State is { } state ? [state] : DatabaseWords.States.ToArray(),
            Since = IdRange.StartOf(filter.Since),
            Until = IdRange.EndOf(filter.Until),
            Before = filter.Page.After ?? Guid.AllBitsSet,
            // One more than asked for tells whether there is a next page.
            Limit = filter.Page.Limit + 1,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var ids = (await connection.QueryAsync<Guid>(new CommandDefinition(sql, parameters, cancellationToken: ct))).ToArray();
        var rows = await LoadAsync(connection, null, ids, owner is null, ct);
        return Page<DeliveryResponse>.Of(rows, filter.Page.Limit, row => row.Id);
    }

    /// <summary>One delivery; null when there is none, or it is not <paramref name="owner"/>'s.</summary>
    public async Task<DeliveryResponse?> FindAsync(Guid id, Guid? owner, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, null, id, owner, ct);
    }

    /// <summary>The same, with what <paramref name="work"/> has changed and not committed yet.</summary>
    public async Task<DeliveryResponse?> FindAsync(UnitOfWork work, Guid id, Guid? owner, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await FindAsync(transaction.Connection!, transaction, id, owner, ct);
    }

    private async Task<DeliveryResponse?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Guid? owner, CancellationToken ct)
    {
        var found = (await LoadAsync(connection, transaction, [id], true, ct)).SingleOrDefault();
        if (owner is null) return found;
        return found?.AccountId == owner ? found! with { AccountId = null } : null;
    }

    private async Task<IReadOnlyList<DeliveryResponse>> LoadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] ids, bool withAccount, CancellationToken ct)
    {
        if (ids.Length == 0) return [];
        var parameters = new { Ids = ids, Now = time.GetUtcNow() };
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(DeliveriesSql, parameters, transaction, cancellationToken: ct));
        return [.. rows.GroupBy(row => row.Id).Select(attempts => ToResponse(attempts.First(), attempts, withAccount))];
    }

    private static DeliveryResponse ToResponse(Row row, IEnumerable<Row> attempts, bool withAccount) => new(
        row.Id, row.Event, withAccount ? row.AccountId : null, row.JobId, row.ProjectId, row.ShownUrl, row.State, row.CreatedAt, row.NextAt,
        [.. attempts.Where(attempt => attempt.At is not null)
            .Select(attempt => new AttemptResponse(attempt.At!.Value, attempt.Status, attempt.DurationMs!.Value, attempt.Response, attempt.Error))]);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Event { get; init; } = "";

        public Guid AccountId { get; init; }

        public Guid? JobId { get; init; }

        public Guid? ProjectId { get; init; }

        public string ShownUrl { get; init; } = "";

        public string State { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? NextAt { get; init; }

        public DateTimeOffset? At { get; init; }

        public int? Status { get; init; }

        public int? DurationMs { get; init; }

        public string? Response { get; init; }

        public string? Error { get; init; }
    }
}
