using Dapper;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Webhooks.Reads;

/// <summary>How the secrets of an account stand, without what they are; a date is null where there is nothing to tell.</summary>
internal sealed record SecretState(SecretState.Signing Secret, SecretState.Callback LiveCallbackKey, SecretState.Callback TestCallbackKey)
{
    internal sealed record Signing(DateTimeOffset? RotateDate, DateTimeOffset? PreviousExpires);

    internal sealed record Callback(DateTimeOffset? RotateDate, DateTimeOffset? NextStarts);
}

/// <summary>What administrators see of secrets.</summary>
internal sealed class SecretStates(NpgsqlDataSource database, TimeProvider time)
{
    private const string FindSql = """
        SELECT NULL::boolean AS is_test, rotated_at, CASE WHEN previous_expires_at > @Now THEN previous_expires_at END AS until
          FROM secret_rotation
         WHERE account_id = @AccountId
         UNION ALL
        SELECT is_test, rotated_at, CASE WHEN takes_over_at > @Now THEN takes_over_at END
          FROM callback_key_rotation
         WHERE account_id = @AccountId
        """;

    public async Task<SecretState> FindAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, null, accountId, ct);
    }

    /// <summary>The same, with what <paramref name="work"/> has changed and not committed yet.</summary>
    public async Task<SecretState> FindAsync(UnitOfWork work, Guid accountId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await FindAsync(transaction.Connection!, transaction, accountId, ct);
    }

    private async Task<SecretState> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid accountId, CancellationToken ct)
    {
        var parameters = new { AccountId = accountId, Now = time.GetUtcNow() };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(FindSql, parameters, transaction, cancellationToken: ct))).AsList();
        var secret = Find(null);
        return new SecretState(new SecretState.Signing(secret.RotatedAt, secret.Until), CallbackOf(false), CallbackOf(true));

        Row Find(bool? isTest) => rows.Find(row => row.IsTest == isTest) ?? new Row();

        SecretState.Callback CallbackOf(bool isTest) => new(Find(isTest).RotatedAt, Find(isTest).Until);
    }

    private sealed record Row
    {
        public bool? IsTest { get; init; }

        public DateTimeOffset? RotatedAt { get; init; }

        public DateTimeOffset? Until { get; init; }
    }
}
