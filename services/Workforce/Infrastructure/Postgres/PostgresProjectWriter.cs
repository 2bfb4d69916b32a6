using System.Text.Json;
using Dapper;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresProjectWriter(UnitOfWork work) : IProjectWriter
{
    private const string HoldProjectSql = "SELECT version FROM project WHERE id = @Id FOR NO KEY UPDATE";

    private const string SaveProjectSql = """
        INSERT INTO project AS known
               (id, version, name, status, lease_minutes, submissions, settings, instructions_version, form_hash, template_id, template_version)
        VALUES (@Id, @Version, @Name, @Status, @LeaseMinutes, @Submissions, @Settings::json, @InstructionsVersion, @FormHash, @TemplateId,
                @TemplateVersion)
            ON CONFLICT (id) DO UPDATE
           SET version = excluded.version, name = excluded.name, status = excluded.status, lease_minutes = excluded.lease_minutes,
               submissions = excluded.submissions, settings = excluded.settings, instructions_version = excluded.instructions_version,
               form_hash = excluded.form_hash, template_id = excluded.template_id, template_version = excluded.template_version
         WHERE known.version < excluded.version
        """;

    private const string AddInstructionsSql = """
        INSERT INTO instructions (project_id, version, file)
        VALUES (@Id, @InstructionsVersion, @InstructionsFile::json)
            ON CONFLICT DO NOTHING
        """;

    private const string SaveTeamsSql = """
        DELETE FROM project_team WHERE project_id = @Id AND team_id <> ALL(@TeamIds);

        INSERT INTO project_team (project_id, team_id)
        SELECT @Id, team_id FROM unnest(@TeamIds) AS given (team_id)
            ON CONFLICT DO NOTHING
        """;

    // Jobs that came before their project were given one place each.
    private const string FillPlacesSql = """
        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state)
        SELECT j.id, number, j.project_id, j.lane, j.priority, least(j.due_at, j.expires_at), j.expires_at, 'open'
          FROM job j
         CROSS JOIN LATERAL generate_series(2, @Submissions) AS number
         WHERE j.project_id = @Id AND j.state = 'open' AND j.files IS NOT NULL AND NOT j.is_test
            ON CONFLICT (job_id, number) DO NOTHING
        """;

    public async Task SaveAsync(ProjectFacts project, CancellationToken ct)
    {
        var form = StoredForm.Of(project.Template?.Form);
        var parameters = new
        {
            Id = project.ProjectId,
            project.Version,
            project.Name,
            Status = project.Status.Word(),
            project.Settings.LeaseMinutes,
            project.Settings.Submissions,
            Settings = StoredRules.Write(project.Settings),
            TeamIds = project.Settings.TeamIds.Distinct().ToArray(),
            FormHash = form?.Hash,
            project.Template?.TemplateId,
            TemplateVersion = project.Template?.Version,
            project.InstructionsVersion,
            InstructionsFile = project.InstructionsFile is { } file ? JsonSerializer.Serialize(file, JsonConventions.Options) : null,
        };
        var transaction = await work.TransactionAsync(ct);
        var known = await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
            new CommandDefinition(HoldProjectSql, parameters, transaction, cancellationToken: ct));
        if (form is not null) await ExecuteAsync(StoredForm.EnsureSql, new { FormHashes = new[] { form.Hash }, Forms = new[] { form.Json } }, ct);
        if (await ExecuteAsync(SaveProjectSql, parameters, ct) == 0) return;

        if (project.InstructionsFile is not null) await ExecuteAsync(AddInstructionsSql, parameters, ct);
        await ExecuteAsync(SaveTeamsSql, parameters, ct);
        if (known is null or 0) await ExecuteAsync(FillPlacesSql, parameters, ct);
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }
}
