using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresApiKeyStore(UnitOfWork work) : IApiKeyStore
{
    private const long AdminKeysLockId = 0x4869_746C_0001;

    private const string AddSql = """
        INSERT INTO api_key (id, account_id, mode, name, lookup_id, prefix, hash, created_at, expires_at, revoked_at)
        VALUES (@Id, @AccountId, @Mode, @Name, @LookupId, @Prefix, @Hash, @CreatedAt, @ExpiresAt, @RevokedAt)
        """;

    private const string FindSql = $"SELECT {ApiKeyRow.Columns} FROM api_key WHERE account_id = @AccountId AND id = @KeyId";

    // Without last_used_at: that belongs to KeyUseRecorder alone.
    private const string SaveSql = "UPDATE api_key SET expires_at = @ExpiresAt, revoked_at = @RevokedAt WHERE id = @Id";

    private const string CountActiveSql = """
        SELECT count(*)
          FROM api_key
         WHERE account_id = @AccountId AND mode = @Mode AND revoked_at IS NULL AND expires_at IS NULL
        """;

    private const string HasAdminKeySql = """
        SELECT EXISTS (
            SELECT 1 FROM api_key WHERE mode = 'admin' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @Now))
        """;

    private const string IsKnownSql = "SELECT EXISTS (SELECT 1 FROM api_key WHERE lookup_id = @LookupId)";

    public Task AddAsync(ApiKey key, CancellationToken ct) => ExecuteAsync(AddSql, ApiKeyRow.Of(key), ct);

    public async Task<ApiKey?> FindAsync(Guid accountId, Guid keyId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<ApiKeyRow>(
            new CommandDefinition(FindSql, new { accountId, keyId }, transaction, cancellationToken: ct));
        return row?.ToApiKey();
    }

    public Task SaveAsync(ApiKey key, CancellationToken ct) => ExecuteAsync(SaveSql, new { key.Id, key.ExpiresAt, key.RevokedAt }, ct);

    public Task<int> CountActiveAsync(Guid accountId, KeyMode mode, CancellationToken ct) =>
        ScalarAsync<int>(CountActiveSql, new { accountId, Mode = mode.Word() }, ct);

    public Task HoldAdminKeysAsync(CancellationToken ct) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock(@AdminKeysLockId)", new { AdminKeysLockId }, ct);

    public Task<bool> HasAdminKeyAsync(DateTimeOffset now, CancellationToken ct) => ScalarAsync<bool>(HasAdminKeySql, new { now }, ct);

    public Task<bool> IsKnownAsync(string lookupId, CancellationToken ct) => ScalarAsync<bool>(IsKnownSql, new { lookupId }, ct);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<T> ScalarAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return (await transaction.Connection!.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct)))!;
    }
}
