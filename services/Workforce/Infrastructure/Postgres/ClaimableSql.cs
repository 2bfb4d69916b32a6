namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>The one definition of a place that an annotator may claim, for the claim itself and for those who count such places.</summary>
internal static class ClaimableSql
{
    /// <summary>Names the tables that <see cref="Condition"/> speaks of.</summary>
    public const string From = """
        place p
          JOIN job j ON j.id = p.job_id
          JOIN project r ON r.id = p.project_id
        """;

    /// <summary>
    /// For <c>@AnnotatorId</c> at <c>@Now</c>. A project's status plays no part: one that takes no new jobs lets those it has go on.
    /// </summary>
    public const string Condition = """
        p.state = 'open'
           AND p.expires_at > @Now
           AND (p.lease_until IS NULL OR p.lease_until <= @Now)
           AND r.version > 0
           AND NOT EXISTS (
                SELECT FROM assignment mine
                 WHERE mine.job_id = p.job_id AND mine.annotator_id = @AnnotatorId
                   AND (mine.state = 'skipped' OR (mine.round = j.round AND mine.state IN ('held', 'submitted', 'reported'))))
        """;

    /// <summary>The order of the indexes place_queue and place_project_queue. Job ids sort by age.</summary>
    public const string Order = "p.priority DESC, p.expires_at, p.job_id, p.number";
}
