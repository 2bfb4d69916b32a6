namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>The statements by which the queue follows a client who changes its mind.</summary>
internal static class RevisionSql
{
    /// <summary>What those who hold one of these jobs look at is not what its client wants to know any more.</summary>
    public const string WithOtherContent = """
        SELECT job.id
          FROM job
          JOIN unnest(@Ids, @Revisions, @Contents) AS heard (id, revision, content) ON heard.id = job.id
         WHERE job.files IS NOT NULL AND job.revised < heard.revision AND job.content::text IS DISTINCT FROM heard.content
        """;

    public const string Revise = """
        INSERT INTO job AS known (id, project_id, version, state, is_test, expires_at, created_at, lane, priority, due_at, content, revised)
        SELECT DISTINCT ON (id)
               id, project_id, 1, 'open', is_test, expires_at, created_at, lane, priority, due_at, content::json, revision
          FROM unnest(@Ids, @ProjectIds, @Revisions, @AreTests, @Expiries, @Times, @Lanes, @Priorities, @DueTimes, @Contents)
            AS heard (id, project_id, revision, is_test, expires_at, created_at, lane, priority, due_at, content)
         ORDER BY id, revision DESC
            ON CONFLICT (id) DO UPDATE
           SET lane = excluded.lane, priority = excluded.priority, due_at = excluded.due_at, content = excluded.content, revised = excluded.revised
         WHERE known.revised < excluded.revised
        RETURNING id
        """;

    public const string MovePlaces = """
        UPDATE place p
           SET lane = j.lane, priority = j.priority, wanted_by = least(j.due_at, j.expires_at)
          FROM job j
         WHERE j.id = ANY(@Ids) AND p.job_id = j.id
        """;

    public const string MoveReviews = """
        UPDATE review
           SET priority = j.priority, wanted_by = least(j.due_at, j.expires_at)
          FROM job j
         WHERE j.id = ANY(@Ids) AND review.job_id = j.id AND review.state IN ('open', 'held')
        """;

    public const string Release = """
        UPDATE assignment
           SET state = 'released', ended_at = @Now
         WHERE job_id = ANY(@Ids) AND state = 'held'
        """;

    public const string FreePlaces = """
        UPDATE place
           SET assignment_id = NULL, lease_until = NULL
         WHERE job_id = ANY(@Ids) AND state = 'open'
        """;
}
