namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>
/// The statements that claim. Each finds the head of every lane of the annotator, fresh and begun places apart and without locks; then,
/// from the best head on, it takes a place of that lane under lock, and the outer LIMIT stops at the first lane that gives one, so no
/// other place is ever locked.
/// </summary>
internal static class ClaimSql
{
    // A fresh place can be had by everybody in its lane, and claims make it a begun one: the walk ends at its first steps.
    private const string Fresh = $"""
        FROM place p
                  JOIN job j ON j.id = p.job_id
                 WHERE NOT lane.begun AND p.lane = lane.id AND NOT p.begun
                   AND {ClaimableSql.Condition}
                 ORDER BY {ClaimableSql.Order}
                 LIMIT 1
        """;

    // Whoever has answered thousands of jobs that wait for others has them all before them: only the nearest are looked at.
    private const string NearBegun = $"""
        FROM (SELECT p.job_id, p.number
                          FROM place p
                         WHERE p.lane = lane.id AND p.begun AND p.state = 'open'
                         ORDER BY {ClaimableSql.Order}
                         LIMIT 64) near
                  JOIN place p ON p.job_id = near.job_id AND p.number = near.number
                  JOIN job j ON j.id = p.job_id
                 WHERE lane.begun AND p.begun
                   AND {ClaimableSql.Condition}
                 ORDER BY {ClaimableSql.Order}
                 LIMIT 1
        """;

    private const string AnyBegun = $"""
        FROM place p
                  JOIN job j ON j.id = p.job_id
                 WHERE lane.begun AND p.lane = lane.id AND p.begun
                   AND {ClaimableSql.Condition}
                 ORDER BY {ClaimableSql.Order}
                 LIMIT 1
        """;

    private const string Lanes = $"""
        WITH lanes AS MATERIALIZED (
            SELECT eligible.lane AS id, eligible.lease_minutes, part.begun
              FROM ({ClaimableSql.EligibleLanes}) AS eligible
             CROSS JOIN (VALUES (false), (true)) AS part (begun)
        )
        """;

    private const string Place = """
        p.job_id, p.number, p.project_id, p.assignment_id AS holder, j.round, j.started_at, j.own_form, j.form_hash, j.template_id,
                       j.template_version, j.has_predictions,
                       least(@Now + lane.lease_minutes * interval '1 minute', p.expires_at) AS lease_until
        """;

    // What Place gives, by name.
    private const string Columns = """
        job_id, number, project_id, holder, round, started_at, own_form, form_hash, template_id, template_version, has_predictions, lease_until
        """;

    // The job first: whoever passes over a job that somebody holds then keeps none of its places from them.
    private const string Lock = "FOR NO KEY UPDATE OF j, p SKIP LOCKED";

    // A job's first claim of a round pins the form that all of its annotators see.
    private const string Take = """
        shown AS (
            SELECT chosen.job_id, chosen.number, chosen.project_id, chosen.round, chosen.lease_until, r.instructions_version,
                   CASE WHEN chosen.has_predictions THEN 1 END AS predictions_version,
                   CASE WHEN started_at IS NOT NULL THEN chosen.form_hash ELSE coalesce(own_form, r.form_hash) END AS form_hash,
                   CASE WHEN started_at IS NOT NULL THEN chosen.template_id WHEN own_form IS NULL THEN r.template_id END AS template_id,
                   CASE WHEN started_at IS NOT NULL THEN chosen.template_version WHEN own_form IS NULL THEN r.template_version END AS template_version
              FROM chosen
              JOIN project r ON r.id = chosen.project_id
        ), lapsed AS (
            UPDATE assignment
               SET state = 'lapsed', ended_at = @Now
              FROM chosen
             WHERE assignment.id = chosen.holder AND assignment.state = 'held'
        ), claim AS (
            INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until,
                                    form_hash, template_id, template_version, instructions_version, predictions_version, seen_at)
            SELECT @Id, job_id, round, number, project_id, @AnnotatorId, 'held', 1, @Now, lease_until,
                   form_hash, template_id, template_version, instructions_version, predictions_version, @SeenAt
              FROM shown
                ON CONFLICT ON CONSTRAINT assignment_once DO UPDATE
               SET state = 'held', place = excluded.place, lease_until = excluded.lease_until, ended_at = NULL, seen_at = @SeenAt,
                   instructions_version = excluded.instructions_version
            RETURNING id
        ), taken AS (
            UPDATE place
               SET assignment_id = claim.id, lease_until = chosen.lease_until, begun = true
              FROM chosen, claim
             WHERE place.job_id = chosen.job_id AND place.number = chosen.number
        ), begun AS (
            UPDATE place
               SET begun = true
              FROM chosen
             WHERE place.job_id = chosen.job_id AND place.number <> chosen.number AND NOT place.begun
        ), started AS (
            UPDATE job
               SET started_at = @Now, form_hash = shown.form_hash, template_id = shown.template_id, template_version = shown.template_version
              FROM shown
             WHERE job.id = shown.job_id AND job.started_at IS NULL
            RETURNING job.id
        )
        SELECT claim.id AS assignment_id, chosen.job_id, EXISTS (SELECT FROM started) AS is_first
          FROM claim, chosen
        """;

    /// <summary>Looks at fresh places and at the nearest begun ones.</summary>
    internal const string Near = $"""
        {Lanes}, head AS MATERIALIZED (
            SELECT lane.id, lane.begun, lane.lease_minutes
              FROM lanes AS lane
             CROSS JOIN LATERAL (
                (SELECT p.priority, p.wanted_by, p.job_id
                   {Fresh})
                 UNION ALL
                (SELECT p.priority, p.wanted_by, p.job_id
                   {NearBegun})) AS first
             ORDER BY first.priority DESC, first.wanted_by, first.job_id
        ), chosen AS (
            SELECT {Columns}
              FROM head AS lane
             CROSS JOIN LATERAL (
                SELECT {Columns} FROM (
                SELECT {Place}
                  {Fresh}
                   {Lock}) AS fresh
                 UNION ALL
                SELECT {Columns} FROM (
                SELECT {Place}
                  {NearBegun}
                   {Lock}) AS near_begun) AS next
             LIMIT 1
        ), {Take}
        """;

    /// <summary>Looks at all begun places; for when <see cref="Near"/> finds nothing.</summary>
    internal const string Far = $"""
        {Lanes}, head AS MATERIALIZED (
            SELECT lane.id, lane.begun, lane.lease_minutes
              FROM lanes AS lane
             CROSS JOIN LATERAL (
                SELECT p.priority, p.wanted_by, p.job_id
                  {AnyBegun}) AS first
             ORDER BY first.priority DESC, first.wanted_by, first.job_id
        ), chosen AS (
            SELECT {Columns}
              FROM head AS lane
             CROSS JOIN LATERAL (
                SELECT {Place}
                  {AnyBegun}
                   {Lock}) AS next
             LIMIT 1
        ), {Take}
        """;
}
