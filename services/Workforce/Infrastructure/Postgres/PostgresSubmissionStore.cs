using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSubmissionStore(UnitOfWork work) : ISubmissionStore
{
    private const string InsertSql = """
        INSERT INTO submission (assignment_id, job_id, round, version, annotations, comment, submitted_at, counted)
        VALUES (@AssignmentId, @JobId, @Round, @Version, @Annotations::json, @Comment, @SubmittedAt, true)
        """;

    private const string AddSql = $"""
        {InsertSql};

        INSERT INTO tally (annotator_id, project_id, done)
        VALUES (@AnnotatorId, @ProjectId, 1)
            ON CONFLICT (annotator_id, project_id) DO UPDATE SET done = tally.done + 1
        """;

    private const string DiscountSql = """
        UPDATE submission SET counted = false, withdrawn_at = @Now WHERE assignment_id = @AssignmentId AND counted
        """;

    private const string ReplaceSql = $"{DiscountSql}; {InsertSql}";

    private const string WithdrawSql = $"""
        {DiscountSql};

        UPDATE tally SET done = done - 1 WHERE annotator_id = @AnnotatorId AND project_id = @ProjectId
        """;

    // A client that tries again with the same version replaces what it sent before.
    private const string KeepLateSql = """
        INSERT INTO submission (assignment_id, job_id, round, version, annotations, comment, submitted_at, counted)
        VALUES (@AssignmentId, @JobId, @Round, @Version, @Annotations::json, @Comment, @SubmittedAt, false)
            ON CONFLICT (assignment_id, version) WHERE NOT counted AND withdrawn_at IS NULL DO UPDATE
           SET annotations = excluded.annotations, comment = excluded.comment, submitted_at = excluded.submitted_at
        """;

    public Task AddAsync(Submission submission, CancellationToken ct) => ExecuteAsync(AddSql, ParametersOf(submission), ct);

    public Task ReplaceAsync(Submission submission, CancellationToken ct) => ExecuteAsync(ReplaceSql, ParametersOf(submission), ct);

    public Task WithdrawAsync(Assignment assignment, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        WithdrawSql, new { AssignmentId = assignment.Id, assignment.AnnotatorId, assignment.ProjectId, Now = now }, ct);

    public async Task KeepLateAsync(Submission submission, CancellationToken ct)
    {
        await ExecuteAsync(KeepLateSql, ParametersOf(submission), ct);
        await work.CommitAsync(ct);
    }

    private static object ParametersOf(Submission submission) => new
    {
        AssignmentId = submission.Assignment.Id,
        submission.Assignment.JobId,
        submission.Assignment.ProjectId,
        submission.Assignment.AnnotatorId,
        submission.Assignment.Round,
        submission.Version,
        submission.Annotations,
        submission.Comment,
        submission.SubmittedAt,
        Now = submission.SubmittedAt,
    };

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }
}
