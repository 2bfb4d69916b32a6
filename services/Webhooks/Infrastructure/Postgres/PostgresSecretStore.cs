using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;
using Npgsql;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>Keeps which generation of its derived secrets an account uses; an account without a row uses the first.</summary>
internal sealed class PostgresSecretStore(NpgsqlDataSource database, UnitOfWork work, Vault vault, TimeProvider time) : ISecretStore
{
    private const string FindSql = "SELECT generation, previous_expires_at FROM secret_rotation WHERE account_id = @AccountId";

    private const string RotateSql = """
        INSERT INTO secret_rotation AS held (account_id, generation, previous_expires_at, rotated_at)
        VALUES (@AccountId, 1, @PreviousExpiresAt, @Now)
            ON CONFLICT (account_id) DO UPDATE
           SET generation = held.generation + 1, previous_expires_at = excluded.previous_expires_at, rotated_at = excluded.rotated_at
        RETURNING generation, previous_expires_at
        """;

    public async Task<AccountSecrets> GetAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Rotation>(
            new CommandDefinition(FindSql, new { AccountId = accountId }, cancellationToken: ct));
        return vault.SecretsOf(accountId, row?.Generation ?? 0, row?.PreviousExpiresAt, time.GetUtcNow());
    }

    public async Task<AccountSecrets> RotateAsync(Guid accountId, DateTimeOffset previousExpiresAt, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var now = time.GetUtcNow();
        var parameters = new { AccountId = accountId, PreviousExpiresAt = previousExpiresAt, Now = now };
        var row = await transaction.Connection!.QuerySingleAsync<Rotation>(
            new CommandDefinition(RotateSql, parameters, transaction, cancellationToken: ct));
        return vault.SecretsOf(accountId, row.Generation, row.PreviousExpiresAt, now);
    }

    private sealed record Rotation
    {
        public int Generation { get; init; }

        public DateTimeOffset PreviousExpiresAt { get; init; }
    }
}
