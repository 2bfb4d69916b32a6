using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresAnnotatorStore(UnitOfWork work) : IAnnotatorStore
{
    private const string AddSql = """
        INSERT INTO annotator (id, email, email_key, name, password_hash, role, status, jobs_per_day, created_at)
        VALUES (@Id, @Email, @EmailKey, @Name, @PasswordHash, @Role, @Status, @JobsPerDay, @CreatedAt)
            ON CONFLICT ON CONSTRAINT annotator_email DO NOTHING
        """;

    private const string HoldSql = """
        SELECT id, email, name, password_hash, role, status, jobs_per_day, created_at,
               ARRAY(SELECT project_id FROM membership WHERE annotator_id = @Id ORDER BY project_id) AS projects
          FROM annotator
         WHERE id = @Id
           FOR NO KEY UPDATE
        """;

    private const string SaveSql = """
        UPDATE annotator
           SET name = @Name, password_hash = @PasswordHash, role = @Role, status = @Status, jobs_per_day = @JobsPerDay
         WHERE id = @Id
        """;

    private const string SaveProjectsSql = """
        DELETE FROM membership
         WHERE annotator_id = @Id AND project_id <> ALL(@Projects);

        INSERT INTO membership (annotator_id, project_id)
        SELECT @Id, project_id
          FROM unnest(@Projects) AS wanted (project_id)
            ON CONFLICT DO NOTHING
        """;

    // Jobs first, in the order of their ids, as everybody takes them.
    private const string HoldWorkSql = """
        SELECT j.id
          FROM job j
         WHERE j.id IN (SELECT job_id FROM assignment WHERE annotator_id = @AnnotatorId AND state = 'held'
                         UNION ALL
                        SELECT job_id FROM review WHERE reviewer_id = @AnnotatorId AND state = 'held')
         ORDER BY j.id
           FOR NO KEY UPDATE
        """;

    private const string ReleaseWorkSql = """
        UPDATE place p
           SET assignment_id = NULL, lease_until = NULL
          FROM assignment a
         WHERE a.annotator_id = @AnnotatorId AND a.job_id = ANY(@JobIds) AND a.state = 'held'
           AND p.job_id = a.job_id AND p.number = a.place AND p.assignment_id = a.id;

        UPDATE assignment
           SET state = 'released', ended_at = @Now
         WHERE annotator_id = @AnnotatorId AND job_id = ANY(@JobIds) AND state = 'held';

        UPDATE review
           SET state = 'open', lease_until = NULL
         WHERE reviewer_id = @AnnotatorId AND job_id = ANY(@JobIds) AND state = 'held'
        """;

    public async Task<bool> TryAddAsync(Annotator annotator, CancellationToken ct)
    {
        if (await ExecuteAsync(AddSql, ParametersOf(annotator), ct) == 0) return false;
        await ExecuteAsync(SaveProjectsSql, ParametersOf(annotator), ct);
        return true;
    }

    public async Task<Annotator?> HoldAsync(Guid annotatorId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var command = new CommandDefinition(HoldSql, new { Id = annotatorId }, transaction, cancellationToken: ct);
        return (await transaction.Connection!.QuerySingleOrDefaultAsync<AnnotatorRow>(command))?.ToAnnotator();
    }

    public async Task SaveAsync(Annotator annotator, CancellationToken ct)
    {
        await ExecuteAsync(SaveSql, ParametersOf(annotator), ct);
        await ExecuteAsync(SaveProjectsSql, ParametersOf(annotator), ct);
    }

    public async Task ReleaseWorkAsync(Guid annotatorId, DateTimeOffset now, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var held = new CommandDefinition(HoldWorkSql, new { AnnotatorId = annotatorId }, transaction, cancellationToken: ct);
        var ids = (await transaction.Connection!.QueryAsync<Guid>(held)).ToArray();
        if (ids.Length > 0) await ExecuteAsync(ReleaseWorkSql, new { AnnotatorId = annotatorId, JobIds = ids, Now = now }, ct);
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private static object ParametersOf(Annotator annotator) => new
    {
        annotator.Id,
        annotator.Email,
        EmailKey = Annotator.KeyOf(annotator.Email),
        annotator.Name,
        annotator.PasswordHash,
        Role = annotator.Role.Word(),
        Status = annotator.Status.Word(),
        annotator.JobsPerDay,
        annotator.CreatedAt,
        Projects = annotator.Projects.ToArray(),
    };

    private sealed record AnnotatorRow
    {
        public required Guid Id { get; init; }

        public required string Email { get; init; }

        public required string Name { get; init; }

        public required string PasswordHash { get; init; }

        public required AnnotatorRole Role { get; init; }

        public required AnnotatorStatus Status { get; init; }

        public int? JobsPerDay { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required Guid[] Projects { get; init; }

        public Annotator ToAnnotator() => new()
        {
            Id = Id,
            Email = Email,
            Name = Name,
            PasswordHash = PasswordHash,
            Role = Role,
            Status = Status,
            Projects = Projects,
            JobsPerDay = JobsPerDay,
            CreatedAt = CreatedAt,
        };
    }
}
