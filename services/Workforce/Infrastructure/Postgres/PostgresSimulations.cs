using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain.Simulation;
using Hitl.Workforce.Infrastructure.Forms;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSimulations(UnitOfWork work, CompiledForms forms) : ISimulations
{
    // A job whose end was heard before its creation is left alone.
    private const string ScheduleSql = """
        INSERT INTO simulation (job_id, script, due_at)
        SELECT j.id, wanted.script, CASE WHEN j.state = 'open' THEN @DueAt END
          FROM unnest(@Ids, @Scripts) AS wanted (id, script)
          JOIN job j ON j.id = wanted.id
         WHERE j.is_test
         ORDER BY j.id
            ON CONFLICT (job_id) DO NOTHING
        """;

    private const string RepeatSql = """
        UPDATE simulation s
           SET due_at = @DueAt
          FROM job j
         WHERE s.job_id = ANY(@Ids) AND j.id = s.job_id AND j.state = 'open' AND j.started_at IS NULL
        """;

    private const string LeaveEndedSql = """
        UPDATE simulation s
           SET due_at = NULL
          FROM job j
         WHERE s.job_id = ANY(@Ids) AND j.id = s.job_id AND j.state = 'ended'
        """;

    // The job first, as everybody locks; it never waits, so that nobody waits for it in a circle.
    private const string HoldDueSql = """
        SELECT j.id, s.script, j.started_at, j.expires_at, CASE WHEN r.version > 0 THEN r.settings::text END AS settings,
               f.hash AS form_hash, f.form::text AS form, j.content::text AS content, j.files::text AS files, j.attachments::text AS attachments
          FROM simulation s
          JOIN job j ON j.id = s.job_id
          JOIN project r ON r.id = j.project_id
          LEFT JOIN form f ON f.hash = CASE WHEN j.started_at IS NULL THEN coalesce(j.own_form, r.form_hash) ELSE j.form_hash END
         WHERE s.due_at <= @Now AND j.state = 'open'
         ORDER BY s.due_at
         LIMIT @Max
           FOR NO KEY UPDATE OF j, s SKIP LOCKED
        """;

    // The start pins the form, as a person's first claim does.
    private const string SaveJobsSql = """
        UPDATE job
           SET started_at       = CASE WHEN made.starts THEN @Now ELSE started_at END,
               form_hash        = CASE WHEN made.starts THEN coalesce(own_form, r.form_hash) ELSE job.form_hash END,
               template_id      = CASE WHEN made.starts AND own_form IS NULL THEN r.template_id ELSE job.template_id END,
               template_version = CASE WHEN made.starts AND own_form IS NULL THEN r.template_version ELSE job.template_version END,
               state            = CASE WHEN made.ends THEN 'ended' ELSE state END
          FROM unnest(@Ids, @Starts, @Ends) AS made (id, starts, ends), project r
         WHERE job.id = made.id AND r.id = job.project_id AND (made.starts OR made.ends)
        """;

    private const string SaveDueSql = """
        UPDATE simulation
           SET due_at = nullif(made.due_at, 'infinity')
          FROM unnest(@Ids, @DueAts) AS made (id, due_at)
         WHERE job_id = made.id
        """;

    public Task ScheduleAsync(IReadOnlyDictionary<Guid, string?> scripts, DateTimeOffset dueAt, CancellationToken ct) =>
        ExecuteAsync(ScheduleSql, new { Ids = scripts.Keys.ToArray(), Scripts = scripts.Values.ToArray(), DueAt = dueAt }, ct);

    public Task RepeatAsync(IReadOnlyList<Guid> jobIds, DateTimeOffset dueAt, CancellationToken ct) =>
        ExecuteAsync(RepeatSql, new { Ids = jobIds.ToArray(), DueAt = dueAt }, ct);

    public Task LeaveEndedAsync(IReadOnlyList<Guid> jobIds, CancellationToken ct) =>
        ExecuteAsync(LeaveEndedSql, new { Ids = jobIds.ToArray() }, ct);

    public async Task<IReadOnlyList<SimulatedJob>> HoldDueAsync(DateTimeOffset now, int max, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var rows = await transaction.Connection!.QueryAsync<Row>(
            new CommandDefinition(HoldDueSql, new { Now = now, Max = max }, transaction, cancellationToken: ct));
        return [.. rows.Select(ToJob)];
    }

    public async Task SaveAsync(IReadOnlyList<(SimulatedJob Job, SimulatedStep Step)> steps, DateTimeOffset now, CancellationToken ct)
    {
        var parameters = new
        {
            Now = now,
            Ids = steps.Select(made => made.Job.Id).ToArray(),
            Starts = steps.Select(made => made.Step is SimulatedStep.Start).ToArray(),
            Ends = steps.Select(made => made.Step is SimulatedStep.Report or SimulatedStep.Abandon or SimulatedStep.Complete).ToArray(),
            DueAts = steps.Select(made => DueAfter(made.Step)).ToArray(),
        };
        await ExecuteAsync(SaveJobsSql, parameters, ct);
        await ExecuteAsync(SaveDueSql, parameters, ct);
    }

    /// <summary>The database's infinity stands for never.</summary>
    private static DateTime DueAfter(SimulatedStep step) => step switch
    {
        SimulatedStep.Start start => start.Until.UtcDateTime,
        SimulatedStep.Wait wait => wait.Until.UtcDateTime,
        _ => DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
    };

    private SimulatedJob ToJob(Row row) => new()
    {
        Id = row.Id,
        Script = row.Script,
        StartedAt = row.StartedAt,
        ExpiresAt = row.ExpiresAt,
        Rules = row.Settings is { } settings ? StoredRules.Read(settings) : null,
        Form = row.FormHash is { } hash ? forms.Of(hash, row.Form!) : null,
        Material = StoredMaterial.Of(row.Content, row.Files, row.Attachments),
    };

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public string? Script { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }

        public string? Settings { get; init; }

        public byte[]? FormHash { get; init; }

        public string? Form { get; init; }

        public string? Content { get; init; }

        public required string Files { get; init; }

        public required string Attachments { get; init; }
    }
}
