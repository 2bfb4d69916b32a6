using System.Text.Json;
using Dapper;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Postgres;

/// <summary>Locks, then writes, in the unit of work's transaction. Many jobs are one statement each way.</summary>
internal sealed class PostgresJobStore(UnitOfWork work, JobReads reads, TimeProvider time) : IJobStore
{
    private const string Columns = """
        id, project_id, account_id, is_test, version, status, created_at, started_at, finished_at, expires_at, requeued_at, error,
        default_annotations, dialect
        """;

    private const string LockOneSql = $"""
        SELECT {Columns}
          FROM job
         WHERE id = @jobId AND project_id = @projectId AND account_id = @accountId
           FOR UPDATE
        """;

    // In the order of ids, so that two batches never wait for each other.
    private const string LockManySql = $"""
        SELECT {Columns}
          FROM job
         WHERE id = ANY(@Ids)
         ORDER BY id
           FOR UPDATE
        """;

    private const string LockDueSql = $"""
        SELECT {Columns}
          FROM job
         WHERE status IN ('new', 'progress') AND expires_at <= @now
         ORDER BY expires_at
         LIMIT @max
           FOR UPDATE SKIP LOCKED
        """;

    private const string LockStoppedSql = $"""
        SELECT {Columns}
          FROM job
         WHERE project_id = @projectId AND status = 'error' AND id > @after AND (expires_at IS NULL OR expires_at > @now)
         ORDER BY id
         LIMIT @max
           FOR UPDATE SKIP LOCKED
        """;

    private const string SaveSql = """
        UPDATE job
           SET status = moved.status, version = moved.version, started_at = moved.started_at, finished_at = moved.finished_at,
               expires_at = moved.expires_at, requeued_at = moved.requeued_at, error = moved.error,
               annotations = moved.annotations::json, origins = moved.origins::json, completed_by = moved.completed_by,
               updated_at = @Now,
               unique_id = CASE WHEN moved.status = 'error' AND job.frees_unique_id_on_error THEN NULL ELSE job.unique_id END
          FROM unnest(@Ids, @Statuses, @Versions, @Started, @Finished, @Expires, @Requeued, @Errors, @Annotations, @Origins, @CompletedBy)
            AS moved (id, status, version, started_at, finished_at, expires_at, requeued_at, error, annotations, origins, completed_by)
         WHERE job.id = moved.id AND job.version < moved.version
        """;

    // Locked in the order of ids, as everywhere. What was taken once stays so: a later failure is that of a repetition.
    private const string RecordCallbacksSql = """
        WITH held AS MATERIALIZED (
            SELECT job.id, ended.succeeded
              FROM job
              JOIN unnest(@Ids, @Succeeded) AS ended (id, succeeded) ON ended.id = job.id
             ORDER BY job.id
               FOR NO KEY UPDATE OF job
        )
        UPDATE job
           SET callback_succeeded = held.succeeded
          FROM held
         WHERE job.id = held.id AND job.callback_succeeded IS NOT TRUE
        """;

    private const string ReviseSql = """
        UPDATE job
           SET version = @Version, updated_at = @Now,
               priority = coalesce(@Priority, priority),
               due_at = CASE WHEN @HasDueAt THEN @DueAt ELSE due_at END,
               assignees = CASE WHEN @HasAssignees THEN @Assignees::json ELSE assignees END,
               team_id = CASE WHEN @HasTeamId THEN @TeamId ELSE team_id END,
               content = coalesce(@Content::json, content)
         WHERE id = @Id AND version < @Version
        RETURNING priority, due_at, assignees, team_id, content
        """;

    // A job of the native API has neither tags nor an id of the client's own, and gets none.
    private const string LabelSql = """
        UPDATE job
           SET updated_at = @Now,
               metadata = coalesce(@Metadata::json, metadata),
               unique_id = CASE WHEN @ClearsUniqueId THEN NULL ELSE coalesce(@UniqueId, unique_id) END,
               tags = ARRAY(SELECT tag
                              FROM unnest(coalesce(@Tags, tags, '{}') || @AddedTags) WITH ORDINALITY AS given (tag, place)
                             WHERE tag <> ALL (@RemovedTags)
                             GROUP BY tag
                             ORDER BY min(place))
         WHERE id = @Id AND dialect IS NOT NULL
        """;

    private const string LockOwnSql = $"""
        SELECT {Columns}
          FROM job
         WHERE id = @jobId AND account_id = @accountId
           FOR UPDATE
        """;

    // A dialect tells its clients itself.
    private const string WebhooksSql = "SELECT id, webhook_url, webhook_headers FROM job WHERE id = ANY(@Ids) AND webhook_url IS NOT NULL AND dialect IS NULL";

    public async Task<Job?> LockAsync(Guid accountId, Guid projectId, Guid jobId, CancellationToken ct) =>
        (await QueryAsync<Row>(LockOneSql, new { accountId, projectId, jobId }, ct)).SingleOrDefault()?.ToJob();

    public async Task<Job?> LockAsync(Guid accountId, Guid jobId, CancellationToken ct) =>
        (await QueryAsync<Row>(LockOwnSql, new { accountId, jobId }, ct)).SingleOrDefault()?.ToJob();

    public async Task<IReadOnlyDictionary<Guid, Job>> LockAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct) =>
        (await QueryAsync<Row>(LockManySql, new { Ids = jobIds.ToArray() }, ct)).ToDictionary(row => row.Id, row => row.ToJob());

    public async Task<IReadOnlyCollection<Job>> LockDueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        [.. (await QueryAsync<Row>(LockDueSql, new { now, max }, ct)).Select(row => row.ToJob())];

    public async Task<IReadOnlyList<Job>> LockStoppedAsync(Guid projectId, Guid after, DateTimeOffset now, int max, CancellationToken ct) =>
        [.. (await QueryAsync<Row>(LockStoppedSql, new { projectId, after, now, max }, ct)).Select(row => row.ToJob())];

    public async Task SaveAsync(IReadOnlyCollection<Job> jobs, CancellationToken ct)
    {
        if (jobs.Count == 0) return;
        var transaction = await work.TransactionAsync(ct);
        await using var command = transaction.Connection!.CreateCommand();
        command.CommandText = SaveSql;
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset>("Now", time.GetInstant()));
        command
            .With("Ids", jobs.Select(job => job.Id).ToArray())
            .With("Statuses", jobs.Select(job => JobStatusText.Of(job.Status)).ToArray())
            .With("Versions", jobs.Select(job => job.Version).ToArray())
            .With("Started", jobs.Select(job => job.StartedAt).ToArray())
            .With("Finished", jobs.Select(job => job.FinishedAt).ToArray())
            .With("Expires", jobs.Select(job => job.ExpiresAt).ToArray())
            .With("Requeued", jobs.Select(job => job.RequeuedAt).ToArray())
            .With("Errors", jobs.Select(job => job.ErrorMessage).ToArray())
            .With("Annotations", jobs.Select(job => job.Result?.Annotations).ToArray())
            .With("Origins", jobs.Select(job => job.Result?.Origins).ToArray())
            .With("CompletedBy", jobs.Select(job => job.Result?.CompletedBy).ToArray());
        var saved = await command.ExecuteNonQueryAsync(ct);
        if (saved != jobs.Count) throw new InvalidOperationException($"{jobs.Count - saved} of {jobs.Count} jobs changed though they were locked.");
    }

    public async Task<JobOffer> ReviseAsync(Job job, JobRevision revision, CancellationToken ct)
    {
        var parameters = new
        {
            job.Id,
            job.Version,
            Now = time.GetInstant(),
            Priority = revision.Priority is { } priority ? PriorityText.Of(priority) : null,
            HasDueAt = revision.DueAt.IsSet,
            DueAt = revision.DueAt.Value,
            HasAssignees = revision.Assignees is not null,
            Assignees = revision.Assignees is { Count: > 0 } assignees ? JsonSerializer.Serialize(assignees) : null,
            HasTeamId = revision.TeamId.IsSet,
            TeamId = revision.TeamId.Value,
            Content = revision.Content?.ToString(),
        };
        return (await QueryAsync<OfferRow>(ReviseSql, parameters, ct)).Single().ToOffer();
    }

    public async Task<bool> TryLabelAsync(Job job, LabelJob change, CancellationToken ct)
    {
        var parameters = new
        {
            job.Id,
            Now = time.GetInstant(),
            Metadata = change.Metadata?.GetRawText(),
            change.ClearsUniqueId,
            change.UniqueId,
            Tags = change.Tags?.ToArray(),
            AddedTags = change.AddedTags.ToArray(),
            RemovedTags = change.RemovedTags.ToArray(),
        };
        try
        {
            var transaction = await work.TransactionAsync(ct);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(LabelSql, parameters, transaction, cancellationToken: ct));
            return true;
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "job_unique_id" })
        {
            return false;
        }
    }

    public async Task<IReadOnlyDictionary<Guid, ResultPost>> ReadResultPostsAsync(IReadOnlyCollection<Guid> jobIds, CancellationToken ct)
    {
        if (jobIds.Count == 0) return new Dictionary<Guid, ResultPost>();
        var webhooks = await QueryAsync<WebhookRow>(WebhooksSql, new { Ids = jobIds.ToArray() }, ct);
        if (webhooks.Count == 0) return new Dictionary<Guid, ResultPost>();

        var transaction = await work.TransactionAsync(ct);
        var views = await reads.ReadAsync(transaction.Connection!, [.. webhooks.Select(webhook => webhook.Id)], ct);
        return webhooks.ToDictionary(webhook => webhook.Id, webhook => new ResultPost(webhook.ToTarget(), ElementOf(views[webhook.Id].Json)));
    }

    public async Task RecordCallbacksAsync(IReadOnlyCollection<CallbackEnd> ends, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { Ids = ends.Select(end => end.JobId).ToArray(), Succeeded = ends.Select(end => end.Succeeded).ToArray() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(RecordCallbacksSql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<List<T>> QueryAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return (await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))).AsList();
    }

    private static JsonElement ElementOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public Guid ProjectId { get; init; }

        public Guid AccountId { get; init; }

        public bool IsTest { get; init; }

        public long Version { get; init; }

        public string Status { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? RequeuedAt { get; init; }

        public string? Error { get; init; }

        public string? DefaultAnnotations { get; init; }

        public string? Dialect { get; init; }

        public Job ToJob() => new Job(ExpiresAt)
        {
            Id = Id,
            ProjectId = ProjectId,
            AccountId = AccountId,
            IsTest = IsTest,
            CreatedAt = CreatedAt,
            DefaultAnnotations = DefaultAnnotations,
            Dialect = Dialect,
        }.Restore(JobStatusText.Read(Status), Version, StartedAt, FinishedAt, RequeuedAt, Error);
    }

    private sealed record OfferRow
    {
        public string? Priority { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public string? Assignees { get; init; }

        public Guid? TeamId { get; init; }

        public string? Content { get; init; }

        public JobOffer ToOffer() => new(
            PriorityText.Read(Priority),
            DueAt,
            Assignees is null ? [] : JsonSerializer.Deserialize<string[]>(Assignees)!,
            TeamId,
            Content is null ? null : JsonElement.Parse(Content));
    }

    private sealed record WebhookRow(Guid Id, string WebhookUrl, string? WebhookHeaders)
    {
        public WebhookTarget ToTarget() => new(
            WebhookUrl, JsonSerializer.Deserialize<Dictionary<string, string>>(WebhookHeaders ?? "{}") ?? new(StringComparer.Ordinal));
    }
}
