using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresProjectStore(UnitOfWork work, NpgsqlDataSource database) : IProjectStore
{
    private const string AddSql = """
        INSERT INTO project (
               id, account_id, version, name, status, status_reason, lease_minutes, submissions,
               instructions_file_id, instructions_file_name, instructions_content_type, instructions_size, created_at,
               template_id, template_version, completion_rule, agreement_threshold, agreement_iou, agreement_submissions_max,
               review_stages, review_sample_rate, review_return_to, undo_seconds, allows_corrections, allows_skipping, asks_second_opinion,
               allows_fallback, team_ids, instructions_version, dialect_key, dialect_data)
        VALUES (@Id, @AccountId, @Version, @Name, @Status, @StatusReason, @LeaseMinutes, @Submissions,
               @InstructionsFileId, @InstructionsFileName, @InstructionsContentType, @InstructionsSize, @CreatedAt,
               @TemplateId, @TemplateVersion, @CompletionRule, @AgreementThreshold, @AgreementIou, @AgreementSubmissionsMax,
               @ReviewStages, @ReviewSampleRate, @ReviewReturnTo, @UndoSeconds, @AllowsCorrections, @AllowsSkipping, @AsksSecondOpinion,
               @AllowsFallback, @TeamIds, @InstructionsVersion, @DialectKey, @DialectData::json)
            ON CONFLICT (account_id, dialect_key) WHERE dialect_key IS NOT NULL DO NOTHING
        """;

    private const string FindOwnerSql = "SELECT account_id FROM project WHERE id = @ProjectId";

    private const string HoldSql = $"SELECT {ProjectRow.ColumnsWithForm} FROM project WHERE id = @ProjectId FOR UPDATE";

    private const string SaveSql = """
        UPDATE project
           SET version = @Version, status = @Status, status_reason = @StatusReason, lease_minutes = @LeaseMinutes, submissions = @Submissions,
               instructions_file_id = @InstructionsFileId, instructions_file_name = @InstructionsFileName,
               instructions_content_type = @InstructionsContentType, instructions_size = @InstructionsSize,
               instructions_version = @InstructionsVersion, template_id = @TemplateId, template_version = @TemplateVersion,
               completion_rule = @CompletionRule, agreement_threshold = @AgreementThreshold, agreement_iou = @AgreementIou,
               agreement_submissions_max = @AgreementSubmissionsMax, review_stages = @ReviewStages, review_sample_rate = @ReviewSampleRate,
               review_return_to = @ReviewReturnTo, undo_seconds = @UndoSeconds, allows_corrections = @AllowsCorrections,
               allows_skipping = @AllowsSkipping, asks_second_opinion = @AsksSecondOpinion, allows_fallback = @AllowsFallback,
               team_ids = @TeamIds
         WHERE id = @Id
        """;

    public async Task<bool> AddAsync(Project project, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, ProjectRow.Of(project), transaction, cancellationToken: ct)) == 1;
    }

    public async Task<Guid?> FindOwnerAsync(Guid projectId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(FindOwnerSql, new { projectId }, cancellationToken: ct));
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
