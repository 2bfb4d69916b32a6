using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresTemplateStore(UnitOfWork work) : ITemplateStore
{
    private const string AddSql = """
        INSERT INTO template (id, account_id, name, description, version, status, created_at, updated_at)
        VALUES (@Id, @AccountId, @Name, @Description, @Version, @Status, @CreatedAt, @UpdatedAt)
        """;

    private const string AddVersionSql = """
        INSERT INTO template_version (template_id, version, form, created_at)
        VALUES (@Id, @Version, @Form::json, @UpdatedAt)
        ON CONFLICT (template_id, version) DO NOTHING
        """;

    private const string HoldSql = """
        SELECT t.id, t.account_id, t.name, t.description, t.version, t.status, t.created_at, t.updated_at, v.form
          FROM template t
          JOIN template_version v ON v.template_id = t.id AND v.version = t.version
         WHERE t.id = @TemplateId
           FOR UPDATE OF t
        """;

    private const string FindVersionSql = "SELECT form FROM template_version WHERE template_id = @TemplateId AND version = @Version";

    private const string SaveSql = """
        UPDATE template
           SET name = @Name, description = @Description, version = @Version, status = @Status, updated_at = @UpdatedAt
         WHERE id = @Id
        """;

    private const string IsUsedSql = "SELECT EXISTS (SELECT 1 FROM project WHERE template_id = @TemplateId)";

    private const string RemoveSql = """
        WITH versions AS (DELETE FROM template_version WHERE template_id = @TemplateId)
        DELETE FROM template WHERE id = @TemplateId
        """;

    public async Task AddAsync(Template template, CancellationToken ct)
    {
        var row = TemplateRow.Of(template);
        await ExecuteAsync(AddSql, row, ct);
        await ExecuteAsync(AddVersionSql, row, ct);
    }

    public async Task<Template?> HoldAsync(Guid templateId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<TemplateRow>(
            new CommandDefinition(HoldSql, new { templateId }, transaction, cancellationToken: ct));
        return row?.ToTemplate();
    }

    public async Task<TemplateVersion?> FindVersionAsync(Guid templateId, int version, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var form = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
            new CommandDefinition(FindVersionSql, new { templateId, version }, transaction, cancellationToken: ct));
        return form is null ? null : new TemplateVersion(templateId, version, form);
    }

    public async Task SaveAsync(Template template, CancellationToken ct)
    {
        var row = TemplateRow.Of(template);
        await ExecuteAsync(SaveSql, row, ct);
        await ExecuteAsync(AddVersionSql, row, ct);
    }

    public async Task<bool> IsUsedAsync(Guid templateId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(IsUsedSql, new { templateId }, transaction, cancellationToken: ct));
    }

    public Task RemoveAsync(Guid templateId, CancellationToken ct) => ExecuteAsync(RemoveSql, new { templateId }, ct);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }
}
