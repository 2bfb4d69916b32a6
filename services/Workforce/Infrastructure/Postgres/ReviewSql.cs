namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>What several statements say of reviews.</summary>
internal static class ReviewSql
{
    /// <summary>The reviews of <c>@JobId</c> that nobody has decided yet are over.</summary>
    public const string CloseOfJob = """
        UPDATE review
           SET state = 'closed', lease_until = NULL, ended_at = @Now
         WHERE job_id = @JobId AND state IN ('open', 'held')
        """;

    /// <summary>The same for all of <c>@Ids</c>.</summary>
    public const string CloseOfJobs = """
        UPDATE review
           SET state = 'closed', lease_until = NULL, ended_at = @Now
         WHERE job_id = ANY(@Ids) AND state IN ('open', 'held')
        """;

    /// <summary>
    /// Which of the reviews <c>v</c> of the jobs <c>j</c> are for <c>@AnnotatorId</c> at <c>@Now</c>: nobody judges their own work, and
    /// each stage is another person. OFFSET 0: see <see cref="ClaimableSql.Condition"/>.
    /// </summary>
    public const string Condition = """
        v.state IN ('open', 'held')
           AND v.expires_at > @Now
           AND (v.lease_until IS NULL OR v.lease_until <= @Now)
           AND NOT EXISTS (
                SELECT FROM assignment mine
                 WHERE mine.job_id = v.job_id AND mine.annotator_id = @AnnotatorId
                   AND (mine.state = 'submitted' OR mine.review_comment IS NOT NULL)
                OFFSET 0)
           AND NOT EXISTS (
                SELECT FROM review earlier
                 WHERE earlier.job_id = v.job_id AND earlier.round = v.round AND earlier.attempt = v.attempt AND earlier.stage < v.stage
                   AND earlier.reviewer_id = @AnnotatorId
                OFFSET 0)
        """;

    /// <summary>The order of the index review_queue, behind the project. Reviews' ids sort by age.</summary>
    public const string Order = "v.priority DESC, v.wanted_by, v.id";

    // First the head of each project's reviews, without locks; then, from the best head on, one of that project under lock. The outer LIMIT
    // stops at the first project that gives one, so no other is ever locked.
    public const string Claim = $"""
        WITH head AS MATERIALIZED (
            SELECT project.id, project.lease_minutes
              FROM ({ClaimableSql.EligibleProjects}) AS project
             CROSS JOIN LATERAL (
                SELECT v.priority, v.wanted_by, v.id
                  FROM review v
                 WHERE v.project_id = project.id AND {Condition}
                 ORDER BY {Order}
                 LIMIT 1) AS first
             ORDER BY first.priority DESC, first.wanted_by, first.id
        ), chosen AS (
            SELECT next.id, least(@Now + head.lease_minutes * interval '1 minute', next.expires_at) AS lease_until
              FROM head
             CROSS JOIN LATERAL (
                SELECT v.id, v.expires_at
                  FROM review v
                  JOIN job j ON j.id = v.job_id
                 WHERE v.project_id = head.id AND {Condition}
                 ORDER BY {Order}
                 LIMIT 1
                   FOR NO KEY UPDATE OF j, v SKIP LOCKED) AS next
             LIMIT 1
        )
        UPDATE review
           SET state = 'held', reviewer_id = @AnnotatorId, lease_until = chosen.lease_until,
               version = CASE WHEN reviewer_id = @AnnotatorId THEN version ELSE version + 1 END,
               draft = CASE WHEN reviewer_id = @AnnotatorId THEN draft END
          FROM chosen
         WHERE review.id = chosen.id
        RETURNING review.id
        """;
}
