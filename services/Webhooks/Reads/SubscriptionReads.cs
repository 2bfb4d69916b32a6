using Dapper;
using Hitl.Contracts.Webhooks;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Postgres;
using Hitl.Webhooks.Infrastructure.Security;
using Npgsql;

namespace Hitl.Webhooks.Reads;

/// <summary>Subscriptions in the words of contracts.</summary>
internal sealed class SubscriptionReads(NpgsqlDataSource database, Vault vault, TimeProvider time)
{
    private const string ListSql = $"SELECT {SubscriptionRow.Columns} FROM subscription WHERE account_id = @AccountId ORDER BY id DESC";

    public async Task<SubscriptionList> ListAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<SubscriptionRow>(new CommandDefinition(ListSql, new { AccountId = accountId }, cancellationToken: ct));
        return new SubscriptionList([.. rows.Select(row => FactsOf(row.ToSubscription(vault)))]);
    }

    public static SubscriptionFacts FactsOf(Subscription subscription) => new()
    {
        SubscriptionId = subscription.Id,
        Url = subscription.Url,
        Events = subscription.Events,
        Description = subscription.Description,
        IsActive = subscription.IsActive,
        CreatedAt = subscription.CreatedAt,
        UpdatedAt = subscription.UpdatedAt,
    };

    /// <summary>With the secret, which is shown this once.</summary>
    public SubscriptionFacts NewFactsOf(Subscription subscription) =>
        FactsOf(subscription) with { Secret = vault.SecretsOf(subscription.Id, 0, null, time.GetUtcNow()).Current.Text };
}
