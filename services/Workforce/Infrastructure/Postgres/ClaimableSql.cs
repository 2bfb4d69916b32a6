namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>The one definition of what an annotator may claim, for the claim itself and for those who count such places.</summary>
internal static class ClaimableSql
{
    /// <summary>
    /// The projects on which <c>@AnnotatorId</c> works, all or <c>@ProjectId</c>. One that is given to teams is for their members alone; of
    /// the others, who is a member of some works on those, who is a member of none on all. A project's status plays no part: one that
    /// takes no new jobs lets those it has go on.
    /// </summary>
    public const string EligibleProjects = """
        SELECT r.id, r.lease_minutes
          FROM project r
         WHERE r.version > 0
           AND (@ProjectId::uuid IS NULL OR r.id = @ProjectId)
           AND CASE
                 WHEN r.id IN (SELECT project_id FROM project_team)
                 THEN r.id IN (SELECT given.project_id
                                 FROM team_member m
                                 JOIN project_team given ON given.team_id = m.team_id
                                WHERE m.annotator_id = @AnnotatorId)
                 ELSE NOT EXISTS (SELECT FROM membership WHERE annotator_id = @AnnotatorId)
                      OR r.id IN (SELECT project_id FROM membership WHERE annotator_id = @AnnotatorId)
               END
        """;

    /// <summary>The lanes in which <c>@AnnotatorId</c> may claim, of all projects or of <c>@ProjectId</c>.</summary>
    public const string EligibleLanes = $"""
        SELECT general.id AS lane, general.id AS project_id, general.lease_minutes
          FROM ({EligibleProjects}) AS general
         UNION ALL
        SELECT l.id, l.project_id, r.lease_minutes
          FROM team_member m
          JOIN lane l ON l.team_id = m.team_id
          JOIN project r ON r.id = l.project_id AND r.version > 0
         WHERE m.annotator_id = @AnnotatorId AND (@ProjectId::uuid IS NULL OR l.project_id = @ProjectId)
         UNION ALL
        SELECT l.id, l.project_id, r.lease_minutes
          FROM annotator n
          JOIN lane_assignee s ON s.email_key = n.email_key
          JOIN lane l ON l.id = s.lane_id
          JOIN project r ON r.id = l.project_id AND r.version > 0
         WHERE n.id = @AnnotatorId AND (@ProjectId::uuid IS NULL OR l.project_id = @ProjectId)
        """;

    /// <summary>
    /// Which of the places <c>p</c> of the jobs <c>j</c> in such a lane are for <c>@AnnotatorId</c> at <c>@Now</c>. OFFSET 0 keeps the
    /// planner from reading all that the annotator ever did, to save a look-up for each of a few places. Who reviewed a job knows what
    /// others answered.
    /// </summary>
    public const string Condition = """
        p.state = 'open'
           AND p.expires_at > @Now
           AND (p.lease_until IS NULL OR p.lease_until <= @Now)
           AND NOT EXISTS (
                SELECT FROM assignment mine
                 WHERE mine.job_id = p.job_id AND mine.annotator_id = @AnnotatorId
                   AND (mine.state = 'skipped' OR (mine.round = j.round AND mine.state IN ('held', 'submitted', 'reported')))
                OFFSET 0)
           AND NOT EXISTS (SELECT FROM review seen WHERE seen.job_id = p.job_id AND seen.reviewer_id = @AnnotatorId OFFSET 0)
        """;

    /// <summary>The order of the index place_queue, behind lane and begun. Job ids sort by age.</summary>
    public const string Order = "p.priority DESC, p.wanted_by, p.job_id, p.number";
}
