using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresProjectStore(UnitOfWork work) : IProjectStore
{
    private const string AddSql = """
        INSERT INTO project (
               id, account_id, version, name, status, status_reason, lease_minutes, submissions,
               instructions_file_id, instructions_file_name, instructions_content_type, instructions_size, created_at)
        VALUES (@Id, @AccountId, @Version, @Name, @Status, @StatusReason, @LeaseMinutes, @Submissions,
               @InstructionsFileId, @InstructionsFileName, @InstructionsContentType, @InstructionsSize, @CreatedAt)
        """;

    private const string HoldSql = $"SELECT {ProjectRow.Columns} FROM project WHERE id = @ProjectId FOR UPDATE";

    private const string SaveSql = """
        UPDATE project
           SET version = @Version, status = @Status, status_reason = @StatusReason, lease_minutes = @LeaseMinutes, submissions = @Submissions
         WHERE id = @Id
        """;

    public async Task AddAsync(Project project, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, ProjectRow.Of(project), transaction, cancellationToken: ct));
    }

    public async Task<Project?> HoldAsync(Guid projectId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<ProjectRow>(
            new CommandDefinition(HoldSql, new { projectId }, transaction, cancellationToken: ct));
        return row?.ToProject();
    }

    public async Task SaveAsync(Project project, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(SaveSql, ProjectRow.Of(project), transaction, cancellationToken: ct));
    }
}
