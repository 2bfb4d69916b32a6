using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSessionStore(NpgsqlDataSource database, UnitOfWork work) : ISessionStore
{
    private const string FindCredentialsSql = """
        SELECT id AS annotator_id, email_key, name, role, password_hash
          FROM annotator
         WHERE email_key = @EmailKey AND status = 'active'
        """;

    private const string FindCredentialsByIdSql = """
        SELECT id AS annotator_id, email_key, name, role, password_hash
          FROM annotator
         WHERE id = @AnnotatorId AND status = 'active'
        """;

    private const string ReplaceHashSql =
        "UPDATE annotator SET password_hash = @NewHash WHERE id = @AnnotatorId AND password_hash = @OldHash";

    // FOR SHARE waits for an administrator who is changing the password: either this sees the new hash and inserts nothing, or
    // that sees the new session and ends it.
    private const string BeginSql = """
        INSERT INTO session (id, annotator_id, token_hash, created_at, last_used_at, expires_at)
        SELECT @Id, id, @TokenHash, @CreatedAt, @CreatedAt, @ExpiresAt
          FROM annotator
         WHERE id = @AnnotatorId AND status = 'active' AND password_hash = @PasswordHash
           FOR SHARE
        """;

    private const string UseSql = """
        UPDATE session s
           SET last_used_at = @Now
          FROM annotator a
         WHERE s.token_hash = @TokenHash AND s.last_used_at > @IdleSince AND s.expires_at > @Now
           AND a.id = s.annotator_id AND a.status = 'active'
        RETURNING s.id AS session_id, s.annotator_id, a.role, s.expires_at
        """;

    private const string EndSql = "DELETE FROM session WHERE id = @SessionId";

    private const string EndAllSql = "DELETE FROM session WHERE annotator_id = @AnnotatorId";

    private const string EndOthersSql = "DELETE FROM session WHERE annotator_id = @AnnotatorId AND id IS DISTINCT FROM @SessionId";

    private const string PurgeSql = "DELETE FROM session WHERE expires_at <= @Now";

    public Task<Credentials?> FindCredentialsAsync(string emailKey, CancellationToken ct) =>
        FindCredentialsAsync(FindCredentialsSql, new { EmailKey = emailKey }, ct);

    public Task<Credentials?> FindCredentialsAsync(Guid annotatorId, CancellationToken ct) =>
        FindCredentialsAsync(FindCredentialsByIdSql, new { AnnotatorId = annotatorId }, ct);

    public Task ReplaceHashAsync(Guid annotatorId, string oldHash, string newHash, CancellationToken ct) =>
        ExecuteAsync(ReplaceHashSql, new { AnnotatorId = annotatorId, OldHash = oldHash, NewHash = newHash }, ct);

    public async Task<bool> TryBeginAsync(Session session, string passwordHash, CancellationToken ct) =>
        await ExecuteAsync(
            BeginSql,
            new { session.Id, session.AnnotatorId, session.TokenHash, session.CreatedAt, session.ExpiresAt, PasswordHash = passwordHash },
            ct) == 1;

    public async Task<SessionInUse?> UseAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<SessionRow>(new CommandDefinition(
            UseSql, new { TokenHash = tokenHash, Now = now, IdleSince = now - Session.IdleMax }, cancellationToken: ct));
        return row is null ? null : new SessionInUse(row.SessionId, row.AnnotatorId, row.Role, row.ExpiresAt);
    }

    public Task EndAsync(Guid sessionId, CancellationToken ct) => ExecuteInUnitAsync(EndSql, new { SessionId = sessionId }, ct);

    public Task EndAllAsync(Guid annotatorId, CancellationToken ct) => ExecuteInUnitAsync(EndAllSql, new { AnnotatorId = annotatorId }, ct);

    public Task EndOthersAsync(Guid annotatorId, Guid? sessionId, CancellationToken ct) =>
        ExecuteInUnitAsync(EndOthersSql, new { AnnotatorId = annotatorId, SessionId = sessionId }, ct);

    public Task PurgeAsync(DateTimeOffset now, CancellationToken ct) => ExecuteAsync(PurgeSql, new { Now = now }, ct);

    private async Task<Credentials?> FindCredentialsAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<CredentialsRow>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return row is null ? null : new Credentials(row.AnnotatorId, row.EmailKey, row.Name, row.Role, row.PasswordHash);
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
    }

    private async Task ExecuteInUnitAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record CredentialsRow
    {
        public required Guid AnnotatorId { get; init; }

        public required string EmailKey { get; init; }

        public required string Name { get; init; }

        public required AnnotatorRole Role { get; init; }

        public required string PasswordHash { get; init; }
    }

    private sealed record SessionRow
    {
        public required Guid SessionId { get; init; }

        public required Guid AnnotatorId { get; init; }

        public required AnnotatorRole Role { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}
