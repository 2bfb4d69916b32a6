using System.Text.Json;
using Dapper;
using Hitl.Contracts.Jobs;
using Hitl.Metrics.Application;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Metrics.Infrastructure.Postgres;

/// <summary>Moves jobs between the rows of <c>daily</c>, set by set, in the transaction of the consumer.</summary>
internal sealed class PostgresJobCounts(UnitOfWork work) : IJobCounts
{
    // Seven queues, and any number of replicas, count at the same time. Whoever counts for a project has it alone: then what is
    // read before a change is still so when it is written. Locks are taken in one order, so that two batches never wait for each other.
    private const string LockProjectsSql = """
        SELECT pg_advisory_xact_lock(key)
          FROM (SELECT DISTINCT hashtextextended(project_id::text, 0) AS key
                  FROM unnest(@ProjectIds) AS incoming (project_id)
                 ORDER BY key) AS locks;
        """;

    // "was" reads the rows as they stood before this statement, "now" returns them as it leaves them: their difference is what
    // changes in the sums. A job that "was" not is new, and counts as usage once, whatever becomes of it.
    private const string MoveSql = """
        WITH incoming AS (
            SELECT job_id, project_id, account_id, version, is_test, status, created_at, started_at, finished_at
              FROM unnest(@JobIds, @ProjectIds, @AccountIds, @Versions, @AreTests, @Statuses, @CreatedAts, @StartedAts, @FinishedAts)
                AS job (job_id, project_id, account_id, version, is_test, status, created_at, started_at, finished_at)
        ), was AS (
            SELECT fact.job_id, fact.project_id, fact.day, fact.status, fact.to_finish_us, fact.lifespan_us
              FROM job_fact AS fact
              JOIN incoming USING (job_id)
             WHERE fact.version < incoming.version
        ), now AS (
            INSERT INTO job_fact AS fact (job_id, project_id, account_id, version, is_test, status, created_at, started_at, finished_at)
            SELECT job_id, project_id, account_id, version, is_test, status, created_at, started_at, finished_at FROM incoming
            ON CONFLICT (job_id) DO UPDATE
               SET version = excluded.version, status = excluded.status, started_at = excluded.started_at, finished_at = excluded.finished_at
             WHERE fact.version < excluded.version
            RETURNING job_id, project_id, account_id, is_test, created_at, day, status, to_finish_us, lifespan_us
        ), used AS (
            INSERT INTO usage (account_id, month, live_jobs, first_job_id)
            SELECT account_id, date_trunc('month', created_at AT TIME ZONE 'UTC')::date AS month, count(*), (array_agg(job_id ORDER BY job_id))[1]
              FROM now
             WHERE NOT is_test AND NOT EXISTS (SELECT FROM was WHERE was.job_id = now.job_id)
             GROUP BY account_id, month
             ORDER BY account_id, month
            ON CONFLICT (account_id, month) DO UPDATE SET live_jobs = usage.live_jobs + excluded.live_jobs
        ), moved AS (
            SELECT 1 AS n, project_id, day, status, to_finish_us, lifespan_us FROM now
             UNION ALL
            SELECT -1, project_id, day, status, to_finish_us, lifespan_us FROM was
        ), delta AS (
            SELECT project_id, day,
                   coalesce(sum(n) FILTER (WHERE status = 'new'), 0) AS jobs_new,
                   coalesce(sum(n) FILTER (WHERE status = 'progress'), 0) AS jobs_progress,
                   coalesce(sum(n) FILTER (WHERE status = 'done'), 0) AS jobs_done,
                   coalesce(sum(n) FILTER (WHERE status = 'error'), 0) AS jobs_error,
                   coalesce(sum(n) FILTER (WHERE status = 'canceled'), 0) AS jobs_canceled,
                   coalesce(sum(n) FILTER (WHERE status = 'expired'), 0) AS jobs_expired,
                   sum(n) AS jobs_all,
                   coalesce(sum(n) FILTER (WHERE to_finish_us IS NOT NULL), 0) AS jobs_timed,
                   coalesce(sum(n * to_finish_us), 0) AS sum_to_finish_us,
                   min(to_finish_us) FILTER (WHERE n > 0) AS min_to_finish_us,
                   max(to_finish_us) FILTER (WHERE n > 0) AS max_to_finish_us,
                   coalesce(sum(n * lifespan_us), 0) AS sum_lifespan_us,
                   min(lifespan_us) FILTER (WHERE n > 0) AS min_lifespan_us,
                   max(lifespan_us) FILTER (WHERE n > 0) AS max_lifespan_us,
                   bool_or(n < 0 AND status = 'done') AS extremes_stale
              FROM moved
             GROUP BY project_id, day
        )
        MERGE INTO daily
        USING delta ON daily.project_id = delta.project_id AND daily.day = delta.day
         WHEN MATCHED AND delta.jobs_all + daily.jobs_new + daily.jobs_progress + daily.jobs_done
                        + daily.jobs_error + daily.jobs_canceled + daily.jobs_expired = 0 THEN
              DELETE
         WHEN MATCHED THEN
              UPDATE
                 SET jobs_new = daily.jobs_new + delta.jobs_new,
                     jobs_progress = daily.jobs_progress + delta.jobs_progress,
                     jobs_done = daily.jobs_done + delta.jobs_done,
                     jobs_error = daily.jobs_error + delta.jobs_error,
                     jobs_canceled = daily.jobs_canceled + delta.jobs_canceled,
                     jobs_expired = daily.jobs_expired + delta.jobs_expired,
                     jobs_timed = daily.jobs_timed + delta.jobs_timed,
                     sum_to_finish_us = daily.sum_to_finish_us + delta.sum_to_finish_us,
                     min_to_finish_us = least(daily.min_to_finish_us, delta.min_to_finish_us),
                     max_to_finish_us = greatest(daily.max_to_finish_us, delta.max_to_finish_us),
                     sum_lifespan_us = daily.sum_lifespan_us + delta.sum_lifespan_us,
                     min_lifespan_us = least(daily.min_lifespan_us, delta.min_lifespan_us),
                     max_lifespan_us = greatest(daily.max_lifespan_us, delta.max_lifespan_us),
                     extremes_stale = delta.extremes_stale
         WHEN NOT MATCHED THEN
              INSERT (project_id, day, jobs_new, jobs_progress, jobs_done, jobs_error, jobs_canceled, jobs_expired,
                      jobs_timed, sum_to_finish_us, min_to_finish_us, max_to_finish_us, sum_lifespan_us, min_lifespan_us, max_lifespan_us)
              VALUES (delta.project_id, delta.day, delta.jobs_new, delta.jobs_progress, delta.jobs_done, delta.jobs_error,
                      delta.jobs_canceled, delta.jobs_expired, delta.jobs_timed, delta.sum_to_finish_us, delta.min_to_finish_us, delta.max_to_finish_us,
                      delta.sum_lifespan_us, delta.min_lifespan_us, delta.max_lifespan_us);
        """;

    // Sums can be taken back, extremes cannot: where a job that was done left a day, such as one put back into the queue, the day's
    // shortest and longest are looked up again. It is rare, and the index job_fact_done holds all that is read.
    private const string RefreshExtremesSql = """
        UPDATE daily
           SET (min_to_finish_us, max_to_finish_us, min_lifespan_us, max_lifespan_us, extremes_stale) = (
                   SELECT min(to_finish_us), max(to_finish_us), min(lifespan_us), max(lifespan_us), false
                     FROM job_fact
                    WHERE job_fact.project_id = daily.project_id AND job_fact.day = daily.day AND job_fact.status = 'done')
         WHERE extremes_stale AND project_id = ANY(@ProjectIds);
        """;

    public async Task ApplyAsync(IReadOnlyList<JobEvent> jobs, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new
        {
            JobIds = jobs.Select(job => job.JobId).ToArray(),
            ProjectIds = jobs.Select(job => job.ProjectId).ToArray(),
            AccountIds = jobs.Select(job => job.AccountId).ToArray(),
            Versions = jobs.Select(job => job.Version).ToArray(),
            AreTests = jobs.Select(job => job.IsTest).ToArray(),
            Statuses = jobs.Select(job => JsonNamingPolicy.SnakeCaseLower.ConvertName(job.Status.ToString())).ToArray(),
            CreatedAts = jobs.Select(job => job.CreatedAt).ToArray(),
            StartedAts = jobs.Select(job => job.StartedAt).ToArray(),
            FinishedAts = jobs.Select(job => job.FinishedAt).ToArray(),
        };

        // One round trip; each statement still sees what was committed before it began, and so the second what the lock waited for.
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            LockProjectsSql + MoveSql + RefreshExtremesSql, parameters, transaction, cancellationToken: ct));
    }
}
