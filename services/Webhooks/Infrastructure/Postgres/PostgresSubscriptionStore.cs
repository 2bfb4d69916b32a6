using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;

namespace Hitl.Webhooks.Infrastructure.Postgres;

internal sealed class PostgresSubscriptionStore(UnitOfWork work, Vault vault) : ISubscriptionStore
{
    // A statement of its own: the one that counts must begin, and so see, behind the lock.
    private const string BeAloneSql = "SELECT pg_advisory_xact_lock(hashtextextended('subscription ' || @AccountId, 0))";

    private const string AddSql = """
        INSERT INTO subscription (id, account_id, shown_url, target, events, description, active, created_at, updated_at)
        SELECT @Id, @AccountId, @ShownUrl, @Target, @Events, @Description, @IsActive, @CreatedAt, @UpdatedAt
         WHERE (SELECT count(*) FROM subscription WHERE account_id = @AccountId) < @PerAccountMax
        """;

    private const string HoldSql = $"""
        SELECT {SubscriptionRow.Columns}
          FROM subscription
         WHERE id = @Id AND account_id = @AccountId
           FOR NO KEY UPDATE
        """;

    private const string SaveSql = """
        UPDATE subscription
           SET shown_url = @ShownUrl, target = @Target, events = @Events, description = @Description, active = @IsActive, updated_at = @UpdatedAt
         WHERE id = @Id
        """;

    private const string RemoveSql = "DELETE FROM subscription WHERE id = @Id";

    private const string FindActiveSql = $"""
        SELECT {SubscriptionRow.Columns}
          FROM subscription
         WHERE account_id = ANY(@AccountIds) AND active AND events && @Events
         ORDER BY id
        """;

    public async Task<bool> AddAsync(Subscription subscription, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await ExecuteAsync(BeAloneSql, new { subscription.AccountId }, ct);
        var parameters = new DynamicParameters(ParametersOf(subscription));
        parameters.Add("PerAccountMax", Subscription.PerAccountMax);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, parameters, transaction, cancellationToken: ct)) == 1;
    }

    public async Task<Subscription?> HoldAsync(Guid accountId, Guid id, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<SubscriptionRow>(
            new CommandDefinition(HoldSql, new { Id = id, AccountId = accountId }, transaction, cancellationToken: ct));
        return row?.ToSubscription(vault);
    }

    public Task SaveAsync(Subscription subscription, CancellationToken ct) => ExecuteAsync(SaveSql, ParametersOf(subscription), ct);

    public Task RemoveAsync(Guid id, CancellationToken ct) => ExecuteAsync(RemoveSql, new { Id = id }, ct);

    public async Task<IReadOnlyList<Subscription>> FindActiveAsync(
        IReadOnlyCollection<Guid> accountIds, IReadOnlyCollection<string> events, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { AccountIds = accountIds.ToArray(), Events = events.ToArray() };
        var rows = await transaction.Connection!.QueryAsync<SubscriptionRow>(
            new CommandDefinition(FindActiveSql, parameters, transaction, cancellationToken: ct));
        return [.. rows.Select(row => row.ToSubscription(vault))];
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private object ParametersOf(Subscription subscription) => new
    {
        subscription.Id,
        subscription.AccountId,
        EndpointAddress.Of(subscription.AccountId, subscription.Url).ShownUrl,
        Target = vault.Seal(subscription.Id, new DeliveryTarget(subscription.Url, new Dictionary<string, string>(StringComparer.Ordinal))),
        Events = subscription.Events.ToArray(),
        subscription.Description,
        subscription.IsActive,
        subscription.CreatedAt,
        subscription.UpdatedAt,
    };
}
