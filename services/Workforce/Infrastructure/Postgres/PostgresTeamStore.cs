using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresTeamStore(UnitOfWork work) : ITeamStore
{
    private const string AddSql = """
        INSERT INTO team (id, account_id, name, created_at)
        VALUES (@Id, @AccountId, @Name, @CreatedAt)
        """;

    private const string HoldSql = """
        SELECT id, name, account_id, (SELECT count(*)::integer FROM team_member WHERE team_id = @TeamId) AS members, created_at
          FROM team
         WHERE id = @TeamId
           FOR NO KEY UPDATE
        """;

    private const string RenameSql = "UPDATE team SET name = @Name WHERE id = @TeamId";

    private const string IsInUseSql = """
        SELECT EXISTS (SELECT FROM project_team WHERE team_id = @TeamId)
            OR EXISTS (SELECT FROM lane JOIN place ON place.lane = lane.id AND place.state = 'open' WHERE lane.team_id = @TeamId)
        """;

    private const string DeleteSql = "DELETE FROM team WHERE id = @TeamId";

    private const string FindAnnotatorSql = "SELECT id FROM annotator WHERE id = @AnnotatorId OR email_key = @EmailKey";

    private const string AddMemberSql = """
        INSERT INTO team_member (team_id, annotator_id, added_at)
        VALUES (@TeamId, @AnnotatorId, @Now)
            ON CONFLICT DO NOTHING
        """;

    private const string FindMemberSql = """
        SELECT a.id AS annotator_id, a.email, a.name, a.status, m.added_at
          FROM team_member m
          JOIN annotator a ON a.id = m.annotator_id
         WHERE m.team_id = @TeamId AND m.annotator_id = @AnnotatorId
        """;

    private const string LeaveOtherTeamsSql = "DELETE FROM team_member WHERE annotator_id = @AnnotatorId AND team_id <> ALL(@TeamIds)";

    // FOR KEY SHARE: a team that is being deleted is waited for, and then is not there.
    private const string JoinTeamsSql = """
        WITH known AS MATERIALIZED (
            SELECT id
              FROM team
             WHERE id = ANY(@TeamIds)
             ORDER BY id
               FOR KEY SHARE
        ), joined AS (
            INSERT INTO team_member (team_id, annotator_id, added_at)
            SELECT id, @AnnotatorId, @Now
              FROM known
                ON CONFLICT DO NOTHING
        )
        SELECT count(*)::integer FROM known
        """;

    private const string RemoveMemberSql = "DELETE FROM team_member WHERE team_id = @TeamId AND annotator_id = @AnnotatorId";

    public Task AddAsync(Team team, CancellationToken ct) => ExecuteAsync(AddSql, new { team.Id, team.AccountId, team.Name, team.CreatedAt }, ct);

    public async Task<Team?> HoldAsync(Guid teamId, CancellationToken ct) =>
        await SingleOrDefaultAsync<TeamRow>(HoldSql, new { TeamId = teamId }, ct) is { } row
            ? new Team(row.Id, row.Name, row.AccountId, row.Members, row.CreatedAt)
            : null;

    public Task RenameAsync(Guid teamId, string name, CancellationToken ct) => ExecuteAsync(RenameSql, new { TeamId = teamId, Name = name }, ct);

    public Task<bool> IsInUseAsync(Guid teamId, CancellationToken ct) => SingleOrDefaultAsync<bool>(IsInUseSql, new { TeamId = teamId }, ct);

    public Task DeleteAsync(Guid teamId, CancellationToken ct) => ExecuteAsync(DeleteSql, new { TeamId = teamId }, ct);

    public async Task<TeamMember?> AddMemberAsync(Guid teamId, Guid? annotatorId, string? emailKey, DateTimeOffset now, CancellationToken ct)
    {
        if (await SingleOrDefaultAsync<Guid?>(FindAnnotatorSql, new { AnnotatorId = annotatorId, EmailKey = emailKey }, ct) is not { } known) return null;

        await ExecuteAsync(AddMemberSql, new { TeamId = teamId, AnnotatorId = known, Now = now }, ct);
        var row = await SingleOrDefaultAsync<MemberRow>(FindMemberSql, new { TeamId = teamId, AnnotatorId = known }, ct);
        return new TeamMember(row!.AnnotatorId, row.Email, row.Name, row.Status, row.AddedAt);
    }

    public async Task<bool> SetTeamsAsync(Guid annotatorId, IReadOnlyList<Guid> teamIds, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = teamIds.Distinct().ToArray();
        var parameters = new { AnnotatorId = annotatorId, TeamIds = wanted, Now = now };
        await ExecuteAsync(LeaveOtherTeamsSql, parameters, ct);
        return wanted.Length == 0 || await SingleOrDefaultAsync<int>(JoinTeamsSql, parameters, ct) == wanted.Length;
    }

    public async Task<bool> RemoveMemberAsync(Guid teamId, Guid annotatorId, CancellationToken ct) =>
        await ExecuteAsync(RemoveMemberSql, new { TeamId = teamId, AnnotatorId = annotatorId }, ct) > 0;

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

    private sealed record TeamRow
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public Guid? AccountId { get; init; }

        public required int Members { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }

    private sealed record MemberRow
    {
        public required Guid AnnotatorId { get; init; }

        public required string Email { get; init; }

        public required string Name { get; init; }

        public required AnnotatorStatus Status { get; init; }

        public required DateTimeOffset AddedAt { get; init; }
    }
}
