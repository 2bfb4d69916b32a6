using System.Text.Json;
using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSettlementStore(UnitOfWork work) : ISettlementStore
{
    private const string FindSql = """
        SELECT j.started_at, r.settings::text AS settings, s.annotations::text AS annotations,
               s.assignment_id, who.email AS annotator_email
          FROM job j
          JOIN project r ON r.id = j.project_id
          JOIN submission s ON s.job_id = j.id AND s.round = j.round AND s.counted
          JOIN assignment a ON a.id = s.assignment_id
          JOIN annotator who ON who.id = a.annotator_id
         WHERE j.id = @JobId AND j.round = @Round AND j.state = 'open'
           AND NOT EXISTS (SELECT FROM place WHERE job_id = @JobId AND state = 'open')
         ORDER BY s.sequence
        """;

    // Begun: it is offered behind what nobody has seen yet, and only to those who have not answered the job.
    private const string AddPlaceSql = $"""
        {ReviewSql.CloseOfJob};

        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state, begun)
        SELECT job_id, number + 1, project_id, lane, priority, wanted_by, expires_at, 'open', true
          FROM place
         WHERE job_id = @JobId
         ORDER BY number DESC
         LIMIT 1
        """;

    public async Task<JobToSettle?> FindAsync(Guid jobId, int round, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var rows = (await transaction.Connection!.QueryAsync<Row>(
            new CommandDefinition(FindSql, new { JobId = jobId, Round = round }, transaction, cancellationToken: ct))).AsList();
        if (rows is not [var first, ..]) return null;
        return new JobToSettle(
            first.StartedAt,
            StoredRules.Read(first.Settings),
            [.. rows.Select(row => JsonSerializer.Deserialize<JsonElement>(row.Annotations))],
            rows[^1].AssignmentId,
            rows[^1].AnnotatorEmail);
    }

    public async Task AddPlaceAsync(Guid jobId, DateTimeOffset now, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(AddPlaceSql, new { JobId = jobId, Now = now }, transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public required DateTimeOffset StartedAt { get; init; }

        public required string Settings { get; init; }

        public required string Annotations { get; init; }

        public required Guid AssignmentId { get; init; }

        public required string AnnotatorEmail { get; init; }
    }
}
