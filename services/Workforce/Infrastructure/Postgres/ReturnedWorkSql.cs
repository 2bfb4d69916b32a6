using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>Sends submissions back: they no longer count, and their places open again.</summary>
internal sealed class ReturnedWorkSql(UnitOfWork work)
{
    private const string FindSql = """
        SELECT a.id, who.status = 'active' AS author_is_active
          FROM submission s
          JOIN assignment a ON a.id = s.assignment_id
          JOIN annotator who ON who.id = a.annotator_id
         WHERE s.job_id = @JobId AND s.round = @Round AND s.counted
         ORDER BY s.sequence
        """;

    private const string UncountSql = """
        UPDATE submission SET counted = false, withdrawn_at = @Now WHERE assignment_id = ANY(@Ids) AND counted;

        UPDATE tally
           SET done = done - 1
          FROM assignment a
         WHERE a.id = ANY(@Ids) AND tally.annotator_id = a.annotator_id AND tally.project_id = a.project_id
        """;

    // An assignment that is not its author's again stays as it was submitted: so they are never offered the job once more.
    private const string ReopenSql = """
        UPDATE place p
           SET state = 'open',
               assignment_id = CASE WHEN a.id = ANY(@AuthorsIds) THEN a.id END,
               lease_until = CASE WHEN a.id = ANY(@AuthorsIds) THEN @LeaseUntil END
          FROM assignment a
         WHERE a.id = ANY(@Ids) AND p.job_id = a.job_id AND p.number = a.place;

        UPDATE assignment
           SET review_comment = @Comment,
               state = CASE WHEN id = ANY(@AuthorsIds) THEN 'held' ELSE state END,
               -- What was returned is done again: its author can take nothing back meanwhile.
               undo_until = NULL,
               ended_at = CASE WHEN id = ANY(@AuthorsIds) THEN NULL ELSE ended_at END,
               lease_until = CASE WHEN id = ANY(@AuthorsIds) THEN @LeaseUntil ELSE lease_until END
         WHERE id = ANY(@Ids)
        """;

    /// <summary>False when one of the assignments has no submission that counts. Behind the job's lock.</summary>
    public async Task<bool> ReturnAsync(ReturnedWork returned, DateTimeOffset now, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var counted = (await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(
            FindSql, new { returned.Review.JobId, returned.Review.Round }, transaction, cancellationToken: ct))).AsList();
        var wanted = returned.AssignmentIds?.ToHashSet() ?? [.. counted.Select(row => row.Id)];
        if (!wanted.IsSubsetOf(counted.Select(row => row.Id))) return false;

        // Who may no longer sign in cannot do it again: somebody else does.
        var authors = returned.To == ReturnTo.Author ? counted.Where(row => row.AuthorIsActive && wanted.Contains(row.Id)) : [];
        var parameters = new
        {
            Ids = wanted.ToArray(),
            AuthorsIds = authors.Select(row => row.Id).ToArray(),
            LeaseUntil = returned.Review.Job.LeaseFrom(now),
            returned.Comment,
            Now = now,
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(UncountSql, parameters, transaction, cancellationToken: ct));
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(ReopenSql, parameters, transaction, cancellationToken: ct));
        return true;
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required bool AuthorIsActive { get; init; }
    }
}
