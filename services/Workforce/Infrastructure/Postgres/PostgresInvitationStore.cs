using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresInvitationStore(NpgsqlDataSource database, UnitOfWork work) : IInvitationStore
{
    private const string AddSql = """
        INSERT INTO invitation (id, token_hash, email, name, role, projects, teams, created_at, expires_at)
        VALUES (@Id, @TokenHash, @Email, @Name, @Role, @Projects, @Teams, @CreatedAt, @ExpiresAt)
        """;

    private const string FindOpenSql = """
        SELECT id, email, name, role, projects, teams, created_at, expires_at
          FROM invitation
         WHERE token_hash = @TokenHash AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > @Now
        """;

    // Whoever comes second waits for the first, then finds it accepted.
    private const string TryAcceptSql = """
        UPDATE invitation
           SET accepted_at = @Now, annotator_id = @AnnotatorId
         WHERE id = @InvitationId AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > @Now
        """;

    private const string RevokeSql = """
        UPDATE invitation
           SET revoked_at = CASE WHEN accepted_at IS NULL THEN coalesce(revoked_at, @Now) END
         WHERE id = @InvitationId
        RETURNING accepted_at IS NOT NULL
        """;

    private const string IsTakenSql = "SELECT EXISTS (SELECT FROM annotator WHERE email_key = @EmailKey)";

    private const string AddTeamSql = """
        UPDATE invitation
           SET teams = CASE WHEN @TeamId = ANY(teams) THEN teams ELSE array_append(teams, @TeamId) END
         WHERE lower(email) = @EmailKey AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > @Now
        """;

    private const string AreTeamsSql = "SELECT count(*)::integer FROM team WHERE id = ANY(@TeamIds)";

    public async Task AddAsync(Invitation invitation, byte[] tokenHash, CancellationToken ct)
    {
        var parameters = new
        {
            invitation.Id,
            TokenHash = tokenHash,
            invitation.Email,
            invitation.Name,
            Role = invitation.Role.Word(),
            Projects = invitation.Projects.ToArray(),
            Teams = invitation.Teams.ToArray(),
            invitation.CreatedAt,
            invitation.ExpiresAt,
        };
        await ExecuteAsync(AddSql, parameters, ct);
    }

    public async Task<Invitation?> FindOpenAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<InvitationRow>(
            new CommandDefinition(FindOpenSql, new { TokenHash = tokenHash, Now = now }, cancellationToken: ct));
        return row?.ToInvitation();
    }

    public async Task<bool> TryAcceptAsync(Guid invitationId, Guid annotatorId, DateTimeOffset now, CancellationToken ct) =>
        await ExecuteAsync(TryAcceptSql, new { InvitationId = invitationId, AnnotatorId = annotatorId, Now = now }, ct) == 1;

    public async Task<InvitationState?> RevokeAsync(Guid invitationId, DateTimeOffset now, CancellationToken ct) =>
        await SingleOrDefaultAsync<bool?>(RevokeSql, new { InvitationId = invitationId, Now = now }, ct) switch
        {
            null => null,
            true => InvitationState.Accepted,
            false => InvitationState.Revoked,
        };

    public Task<bool> IsTakenAsync(string emailKey, CancellationToken ct) => SingleOrDefaultAsync<bool>(IsTakenSql, new { EmailKey = emailKey }, ct);

    public async Task<bool> AddTeamAsync(string emailKey, Guid teamId, DateTimeOffset now, CancellationToken ct) =>
        await ExecuteAsync(AddTeamSql, new { EmailKey = emailKey, TeamId = teamId, Now = now }, ct) > 0;

    public async Task<bool> AreTeamsAsync(IReadOnlyList<Guid> teamIds, CancellationToken ct)
    {
        var wanted = teamIds.Distinct().ToArray();
        return wanted.Length == 0 || await SingleOrDefaultAsync<int>(AreTeamsSql, new { TeamIds = wanted }, ct) == wanted.Length;
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<T?> SingleOrDefaultAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record InvitationRow
    {
        public required Guid Id { get; init; }

        public string? Email { get; init; }

        public string? Name { get; init; }

        public required AnnotatorRole Role { get; init; }

        public required Guid[] Projects { get; init; }

        public required Guid[] Teams { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }

        public Invitation ToInvitation() => new()
        {
            Id = Id,
            Email = Email,
            Name = Name,
            Role = Role,
            Projects = Projects,
            Teams = Teams,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
        };
    }
}
