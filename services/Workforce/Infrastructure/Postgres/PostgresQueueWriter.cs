using System.Text.Json;
using Dapper;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>
/// Writes whole batches of events in a few statements. Rows are locked in the order of their ids, projects before jobs before places,
/// so that batches never wait for each other in a circle.
/// </summary>
internal sealed class PostgresQueueWriter(UnitOfWork work, TimeProvider time) : IQueueWriter
{
    // A job may be heard of before its project: version 0 holds the project's place, and nothing of it is offered.
    private const string EnsureProjectsSql = """
        INSERT INTO project (id, version, name, status, lease_minutes, submissions)
        SELECT DISTINCT project_id, 0, '', 'new', 30, 1
          FROM unnest(@ProjectIds) AS heard (project_id)
         ORDER BY project_id
            ON CONFLICT (id) DO NOTHING
        """;

    private const string EnsureLanesSql = """
        INSERT INTO lane (id, project_id, team_id)
        SELECT id, project_id, team_id
          FROM unnest(@Ids, @ProjectIds, @TeamIds) AS heard (id, project_id, team_id)
         ORDER BY id
            ON CONFLICT (id) DO NOTHING
        """;

    private const string EnsureAssigneesSql = """
        INSERT INTO lane_assignee (lane_id, email_key)
        SELECT lane_id, email_key
          FROM unnest(@LaneIds, @EmailKeys) AS heard (lane_id, email_key)
         ORDER BY lane_id, email_key
            ON CONFLICT DO NOTHING
        """;

    // On a row that a later event left, only what that event did not say is filled in.
    private const string AddJobsSql = """
        INSERT INTO job AS known
               (id, project_id, version, state, is_test, files, has_predictions, expires_at, created_at, lane, priority, due_at,
                content, attachments, own_form)
        SELECT DISTINCT ON (id)
               id, project_id, version, 'open', is_test, files::json, has_predictions, expires_at, created_at, lane, priority, due_at,
               content::json, attachments::json, own_form
          FROM unnest(@Ids, @ProjectIds, @Versions, @AreTests, @Files, @HavePredictions, @Expiries, @Times, @Lanes, @Priorities, @DueTimes,
                      @Contents, @Attachments, @OwnForms)
            AS heard (id, project_id, version, is_test, files, has_predictions, expires_at, created_at, lane, priority, due_at,
                      content, attachments, own_form)
         ORDER BY id
            ON CONFLICT (id) DO UPDATE
           SET files = excluded.files, has_predictions = excluded.has_predictions,
               lane = CASE known.revised WHEN 0 THEN excluded.lane ELSE known.lane END,
               priority = CASE known.revised WHEN 0 THEN excluded.priority ELSE known.priority END,
               due_at = CASE known.revised WHEN 0 THEN excluded.due_at ELSE known.due_at END,
               content = CASE known.revised WHEN 0 THEN excluded.content ELSE known.content END,
               attachments = excluded.attachments, own_form = excluded.own_form
         WHERE known.files IS NULL
        """;

    private const string EndJobsSql = """
        INSERT INTO job AS known (id, project_id, version, state, is_test, expires_at, created_at)
        SELECT DISTINCT ON (id) id, project_id, version, 'ended', is_test, 'infinity'::timestamptz, created_at
          FROM unnest(@Ids, @ProjectIds, @Versions, @AreTests, @Times) AS heard (id, project_id, version, is_test, created_at)
         ORDER BY id, version DESC
            ON CONFLICT (id) DO UPDATE
           SET version = excluded.version, state = 'ended'
         WHERE known.version < excluded.version
        RETURNING id
        """;

    private const string ReopenJobsSql = """
        INSERT INTO job AS known (id, project_id, version, state, is_test, expires_at, created_at)
        SELECT DISTINCT ON (id) id, project_id, version, 'open', is_test, expires_at, created_at
          FROM unnest(@Ids, @ProjectIds, @Versions, @AreTests, @Expiries, @Times)
            AS heard (id, project_id, version, is_test, expires_at, created_at)
         ORDER BY id, version DESC
            ON CONFLICT (id) DO UPDATE
           SET version = excluded.version, state = 'open', round = known.round + 1, expires_at = excluded.expires_at, started_at = NULL
         WHERE known.version < excluded.version
        RETURNING id
        """;

    private const string ClosePlacesSql = """
        UPDATE place
           SET state = 'closed', assignment_id = NULL, lease_until = NULL
         WHERE job_id = ANY(@Ids) AND state = 'open'
        """;

    private const string EndAssignmentsSql = """
        UPDATE assignment
           SET state = 'ended', ended_at = @Now
         WHERE job_id = ANY(@Ids) AND state = 'held'
        """;

    // Begun: there may be people who never want to see the job again. Places that were added for want of agreement stay closed.
    private const string ReopenPlacesSql = """
        UPDATE place p
           SET state = CASE WHEN p.number <= r.submissions THEN 'open' ELSE 'closed' END, assignment_id = NULL, lease_until = NULL, begun = true, expires_at = j.expires_at,
               wanted_by = least(j.due_at, j.expires_at)
          FROM job j
          JOIN project r ON r.id = j.project_id
         WHERE j.id = ANY(@Ids) AND p.job_id = j.id
        """;

    // FOR SHARE: a project whose number of submissions is becoming known is waited for, see PostgresProjectWriter.
    private const string AddPlacesSql = """
        WITH wanted AS MATERIALIZED (
            SELECT id, submissions
              FROM project
             WHERE id = ANY(@ProjectIds)
             ORDER BY id
               FOR SHARE
        )
        INSERT INTO place (job_id, number, project_id, lane, priority, wanted_by, expires_at, state)
        SELECT j.id, number, j.project_id, j.lane, j.priority, least(j.due_at, j.expires_at), j.expires_at, 'open'
          FROM job j
          JOIN wanted ON wanted.id = j.project_id
         CROSS JOIN LATERAL generate_series(1, wanted.submissions) AS number
         WHERE j.id = ANY(@Ids) AND j.state = 'open' AND j.files IS NOT NULL AND NOT j.is_test
            ON CONFLICT (job_id, number) DO NOTHING
        """;

    public async Task AddJobsAsync(IReadOnlyList<JobOffered> jobs, CancellationToken ct)
    {
        var lanes = jobs.Select(job => Lane.Of(job.ProjectId, job.TeamId, job.Assignees)).ToArray();
        var forms = jobs.Select(job => StoredForm.Of(job.Form)).ToArray();
        var batch = new
        {
            Ids = jobs.Select(job => job.JobId).ToArray(),
            ProjectIds = jobs.Select(job => job.ProjectId).ToArray(),
            Versions = jobs.Select(job => job.Version).ToArray(),
            AreTests = jobs.Select(job => job.IsTest).ToArray(),
            Files = jobs.Select(job => JsonSerializer.Serialize(job.Files, JsonConventions.Options)).ToArray(),
            HavePredictions = jobs.Select(job => job.HasPredictions).ToArray(),
            Expiries = jobs.Select(job => InstantOf(job.ExpiresAt)).ToArray(),
            Times = jobs.Select(job => job.CreatedAt.UtcDateTime).ToArray(),
            Lanes = lanes.Select(lane => lane.Id).ToArray(),
            Priorities = jobs.Select(job => (short)job.Priority).ToArray(),
            DueTimes = jobs.Select(job => InstantOf(job.DueAt)).ToArray(),
            Contents = jobs.Select(job => job.Content?.GetRawText()).ToArray(),
            Attachments = jobs.Select(job => JsonSerializer.Serialize(job.Attachments, JsonConventions.Options)).ToArray(),
            OwnForms = forms.Select(form => form?.Hash).ToArray(),
        };
        await ExecuteAsync(EnsureProjectsSql, batch, ct);
        await EnsureLanesAsync(lanes, ct);
        await EnsureFormsAsync(forms, ct);
        await ExecuteAsync(AddJobsSql, batch, ct);
        await ExecuteAsync(AddPlacesSql, batch, ct);
    }

    public async Task EndJobsAsync(IReadOnlyList<JobEvent> jobs, CancellationToken ct)
    {
        var batch = new
        {
            Ids = jobs.Select(job => job.JobId).ToArray(),
            ProjectIds = jobs.Select(job => job.ProjectId).ToArray(),
            Versions = jobs.Select(job => job.Version).ToArray(),
            AreTests = jobs.Select(job => job.IsTest).ToArray(),
            Times = jobs.Select(job => job.CreatedAt.UtcDateTime).ToArray(),
        };
        await ExecuteAsync(EnsureProjectsSql, batch, ct);
        var ended = new { Ids = await QueryIdsAsync(EndJobsSql, batch, ct), Now = time.GetUtcNow() };
        await ExecuteAsync(ClosePlacesSql, ended, ct);
        await ExecuteAsync(EndAssignmentsSql, ended, ct);
        await ExecuteAsync(ReviewSql.CloseOfJobs, ended, ct);
    }

    public async Task ReopenJobsAsync(IReadOnlyList<JobRequeued> jobs, CancellationToken ct)
    {
        var batch = new
        {
            Ids = jobs.Select(job => job.JobId).ToArray(),
            ProjectIds = jobs.Select(job => job.ProjectId).ToArray(),
            Versions = jobs.Select(job => job.Version).ToArray(),
            AreTests = jobs.Select(job => job.IsTest).ToArray(),
            Expiries = jobs.Select(job => InstantOf(job.ExpiresAt)).ToArray(),
            Times = jobs.Select(job => job.CreatedAt.UtcDateTime).ToArray(),
        };
        await ExecuteAsync(EnsureProjectsSql, batch, ct);
        var reopened = new { Ids = await QueryIdsAsync(ReopenJobsSql, batch, ct), batch.ProjectIds, Now = time.GetUtcNow() };
        await ExecuteAsync(ReopenPlacesSql, reopened, ct);
        await ExecuteAsync(EndAssignmentsSql, reopened, ct);
        await ExecuteAsync(ReviewSql.CloseOfJobs, reopened, ct);
        await ExecuteAsync(AddPlacesSql, reopened, ct);
    }

    public async Task ReviseJobsAsync(IReadOnlyList<JobRevised> jobs, CancellationToken ct)
    {
        var lanes = jobs.Select(job => Lane.Of(job.ProjectId, job.TeamId, job.Assignees)).ToArray();
        var batch = new
        {
            Ids = jobs.Select(job => job.JobId).ToArray(),
            ProjectIds = jobs.Select(job => job.ProjectId).ToArray(),
            Revisions = jobs.Select(job => job.Version).ToArray(),
            AreTests = jobs.Select(job => job.IsTest).ToArray(),
            Expiries = jobs.Select(job => InstantOf(job.ExpiresAt)).ToArray(),
            Times = jobs.Select(job => job.CreatedAt.UtcDateTime).ToArray(),
            Lanes = lanes.Select(lane => lane.Id).ToArray(),
            Priorities = jobs.Select(job => (short)job.Priority).ToArray(),
            DueTimes = jobs.Select(job => InstantOf(job.DueAt)).ToArray(),
            Contents = jobs.Select(job => job.Content?.GetRawText()).ToArray(),
        };
        await ExecuteAsync(EnsureProjectsSql, batch, ct);
        await EnsureLanesAsync(lanes, ct);
        var shownAnew = await QueryIdsAsync(RevisionSql.WithOtherContent, batch, ct);
        var revised = await QueryIdsAsync(RevisionSql.Revise, batch, ct);
        await ExecuteAsync(RevisionSql.MovePlaces, new { Ids = revised }, ct);
        await ExecuteAsync(RevisionSql.MoveReviews, new { Ids = revised }, ct);
        if (shownAnew.Length == 0) return;

        var released = new { Ids = shownAnew, Now = time.GetUtcNow() };
        await ExecuteAsync(RevisionSql.FreePlaces, released, ct);
        await ExecuteAsync(RevisionSql.Release, released, ct);
    }

    private async Task EnsureLanesAsync(IReadOnlyList<Lane> lanes, CancellationToken ct)
    {
        var special = lanes.Where(lane => !lane.IsGeneral).DistinctBy(lane => lane.Id).ToList();
        if (special.Count == 0) return;

        await ExecuteAsync(
            EnsureLanesSql,
            new
            {
                Ids = special.Select(lane => lane.Id).ToArray(),
                ProjectIds = special.Select(lane => lane.ProjectId).ToArray(),
                TeamIds = special.Select(lane => lane.TeamId).ToArray(),
            },
            ct);
        var people = special.SelectMany(lane => lane.Assignees.Select(email => (Lane: lane.Id, Email: email))).ToList();
        await ExecuteAsync(
            EnsureAssigneesSql,
            new { LaneIds = people.Select(person => person.Lane).ToArray(), EmailKeys = people.Select(person => person.Email).ToArray() },
            ct);
    }

    private async Task EnsureFormsAsync(IReadOnlyList<StoredForm?> forms, CancellationToken ct)
    {
        var own = forms.OfType<StoredForm>().ToList();
        if (own.Count > 0)
            await ExecuteAsync(StoredForm.EnsureSql, new { FormHashes = own.Select(form => form.Hash).ToArray(), Forms = own.Select(form => form.Json).ToArray() }, ct);
    }

    /// <summary>The database's infinity stands for never.</summary>
    private static DateTime InstantOf(DateTimeOffset? expiresAt) => expiresAt?.UtcDateTime ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<Guid[]> QueryIdsAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return [.. await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))];
    }
}
