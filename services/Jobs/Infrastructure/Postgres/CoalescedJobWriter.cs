using System.Text.Json;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Concurrency;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Http.Idempotency;
using Hitl.ServiceDefaults.Messaging;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Postgres;

/// <summary>
/// One writer for all requests that wait: their jobs, events and idempotency answers are one statement and one commit. A request
/// that fails alone fails alone, since the coalescer then writes each by itself.
/// </summary>
internal sealed class CoalescedJobWriter : IJobWriter, IAsyncDisposable
{
    private const int BatchMax = 256;

    // A run whose key was taken over finds no row of its own: its jobs are not written. A batch that is written again, because the
    // first commit's outcome was not known, finds its own answers and jobs, and adds neither jobs nor events.
    // A batch cannot be finalized while jobs come into it: each is staged, or, where that has just been done, released at once.
    private const string InsertSql = """
        WITH answer AS (
            UPDATE idempotency AS held
               SET status = given.status, body = given.body
              FROM unnest(@AnswerScopes, @AnswerKeys, @AnswerRuns, @AnswerStatuses, @AnswerBodies)
                AS given (scope, key_hash, run_id, status, body)
             WHERE held.scope = given.scope AND held.key_hash = given.key_hash AND held.run_id = given.run_id
            RETURNING held.run_id
        ), creation AS (
            SELECT id, project_id, account_id, is_test, created_at, expires_at, files, predictions, webhook_url, webhook_headers,
                   metadata, priority, due_at, assignees, team_id, attachments, content, form, template_id, template_version,
                   default_annotations, dialect, type, data, unique_id, tags, batch_id, frees_unique_id_on_error,
                   message_id, message_type, message_body, release_id, release_type, release_body, trace_parent
              FROM unnest(@Ids, @Runs, @ProjectIds, @AccountIds, @IsTest, @CreatedAt, @ExpiresAt, @Files, @Predictions, @WebhookUrls,
                          @WebhookHeaders, @Metadata, @Priorities, @DueAt, @Assignees, @TeamIds, @Attachments, @Contents, @Forms,
                          @TemplateIds, @TemplateVersions, @DefaultAnnotations, @Dialects, @Types, @Data, @UniqueIds, @Tags, @BatchIds, @FreeUniqueIds,
                          @MessageIds, @MessageTypes, @MessageBodies, @ReleaseIds, @ReleaseTypes, @ReleaseBodies, @TraceParents)
                AS ordered (id, run_id, project_id, account_id, is_test, created_at, expires_at, files, predictions, webhook_url,
                            webhook_headers, metadata, priority, due_at, assignees, team_id, attachments, content, form,
                            template_id, template_version, default_annotations, dialect, type, data, unique_id, tags, batch_id, frees_unique_id_on_error,
                            message_id, message_type, message_body, release_id, release_type, release_body, trace_parent)
             WHERE run_id IS NULL OR run_id IN (SELECT run_id FROM answer)
        ), created AS (
            INSERT INTO job (id, project_id, account_id, is_test, version, status, created_at, expires_at,
                             files, predictions, webhook_url, webhook_headers, metadata, priority, due_at, assignees, team_id,
                             attachments, content, form, template_id, template_version, default_annotations, dialect, type, data, unique_id, tags,
                             batch_id, frees_unique_id_on_error)
            SELECT id, project_id, account_id, is_test, 1, 'new', created_at, expires_at,
                   files::json, predictions::json, webhook_url, webhook_headers::json, metadata::json, priority, due_at, assignees::json, team_id,
                   attachments::json, content::json, form::json, template_id, template_version, default_annotations::json,
                   dialect, type, data::json, unique_id,
                   CASE WHEN tags IS NOT NULL THEN ARRAY(SELECT json_array_elements_text(tags::json)) END,
                   batch_id, frees_unique_id_on_error
              FROM creation
                ON CONFLICT (id) DO NOTHING
            RETURNING id
        ), announced AS (
            INSERT INTO outbox (message_id, message_type, body, trace_parent, created_at, next_at)
            SELECT message_id, message_type, message_body, trace_parent, created_at, created_at
              FROM creation
              JOIN created USING (id)
        ), staging AS MATERIALIZED (
            SELECT id
              FROM batch
             WHERE id = ANY(@BatchIds) AND finalized_at IS NULL
             ORDER BY id
               FOR SHARE
        ), staged AS (
            INSERT INTO staged_job (job_id, batch_id, message_id, message_type, body, trace_parent)
            SELECT creation.id, creation.batch_id, release_id, release_type, release_body, trace_parent
              FROM creation
              JOIN created USING (id)
              JOIN staging ON staging.id = creation.batch_id
        ), released AS (
            INSERT INTO outbox (message_id, message_type, body, trace_parent, created_at, next_at)
            SELECT release_id, release_type, release_body, trace_parent, created_at, created_at
              FROM creation
              JOIN created USING (id)
             WHERE batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM staging)
        )
        SELECT run_id FROM answer
        """;

    private readonly NpgsqlDataSource _database;
    private readonly OutboxBell _bell;
    private readonly Coalescer<Creation, bool> _creations;

    public CoalescedJobWriter(NpgsqlDataSource database, OutboxBell bell)
    {
        (_database, _bell) = (database, bell);
        _creations = new Coalescer<Creation, bool>("write jobs", BatchMax, WriteAsync);
    }

    public Task<bool> InsertAsync(IReadOnlyList<NewJob> jobs, IdempotentAnswer? answer, CancellationToken ct) =>
        // Rows are made here, in the trace of the request that they belong to.
        _creations.RunAsync(new Creation([.. jobs.Select(job => Row.Of(job, answer))], answer), ct);

    public async Task<bool> TryInsertMarkedAsync(NewJob job, CancellationToken ct)
    {
        try
        {
            return await InsertAsync([job], null, ct);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "job_unique_id" })
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _creations.DisposeAsync();

    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<Creation> batch, CancellationToken ct)
    {
        await using var command = _database.CreateCommand(InsertSql);
        AddAnswers(command, [.. batch.Where(creation => creation.Answer is not null).Select(creation => creation.Answer!)]);
        AddJobs(command, [.. batch.SelectMany(creation => creation.Rows)]);
        var answered = new HashSet<Guid>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) answered.Add(reader.GetGuid(0));
        }

        _bell.Ring();
        return [.. batch.Select(creation => creation.Answer is null || answered.Contains(creation.Answer.Run.RunId))];
    }

    private static void AddAnswers(NpgsqlCommand command, IdempotentAnswer[] answers) => command
        .With("AnswerScopes", Array.ConvertAll(answers, answer => answer.Run.Scope))
        .With("AnswerKeys", Array.ConvertAll(answers, answer => answer.Run.KeyHash))
        .With("AnswerRuns", Array.ConvertAll(answers, answer => answer.Run.RunId))
        .With("AnswerStatuses", Array.ConvertAll(answers, answer => answer.Status))
        .With("AnswerBodies", Array.ConvertAll(answers, answer => answer.SealedBody));

    private static void AddJobs(NpgsqlCommand command, Row[] rows) => command
        .With("Ids", Array.ConvertAll(rows, row => row.Created.Job.Id))
        .With("Runs", Array.ConvertAll(rows, row => row.RunId))
        .With("ProjectIds", Array.ConvertAll(rows, row => row.Created.Job.ProjectId))
        .With("AccountIds", Array.ConvertAll(rows, row => row.Created.Job.AccountId))
        .With("IsTest", Array.ConvertAll(rows, row => row.Created.Job.IsTest))
        .With("CreatedAt", Array.ConvertAll(rows, row => row.Created.Job.CreatedAt))
        .With("ExpiresAt", Array.ConvertAll(rows, row => row.Created.Job.ExpiresAt))
        .With("Files", Array.ConvertAll(rows, row => row.Files))
        .With("Predictions", Array.ConvertAll(rows, row => row.Created.Predictions?.ToString()))
        .With("WebhookUrls", Array.ConvertAll(rows, row => row.Created.Webhook?.Url))
        .With("WebhookHeaders", Array.ConvertAll(rows, row => row.WebhookHeaders))
        .With("Metadata", Array.ConvertAll(rows, row => row.Details.Metadata?.ToString()))
        .With("Priorities", Array.ConvertAll(rows, row => row.Details.Priority is { } priority ? PriorityText.Of(priority) : null))
        .With("DueAt", Array.ConvertAll(rows, row => row.Details.DueAt))
        .With("Assignees", Array.ConvertAll(rows, row => row.Assignees))
        .With("TeamIds", Array.ConvertAll(rows, row => row.Details.TeamId))
        .With("Attachments", Array.ConvertAll(rows, row => row.Attachments))
        .With("Contents", Array.ConvertAll(rows, row => row.Details.Content?.ToString()))
        .With("Forms", Array.ConvertAll(rows, row => row.Details.Form?.GetRawText()))
        .With("TemplateIds", Array.ConvertAll(rows, row => row.Created.Template?.Id))
        .With("TemplateVersions", Array.ConvertAll(rows, row => row.Created.Template?.Version))
        .With("DefaultAnnotations", Array.ConvertAll(rows, row => row.Created.Job.DefaultAnnotations))
        .With("Dialects", Array.ConvertAll(rows, row => row.Created.Mark?.Dialect))
        .With("Types", Array.ConvertAll(rows, row => row.Created.Mark?.Type))
        .With("Data", Array.ConvertAll(rows, row => row.Created.Mark?.Data?.ToString()))
        .With("UniqueIds", Array.ConvertAll(rows, row => row.Created.Mark?.UniqueId))
        .With("Tags", Array.ConvertAll(rows, row => row.Tags))
        .With("BatchIds", Array.ConvertAll(rows, row => row.Created.Mark?.BatchId))
        .With("FreeUniqueIds", Array.ConvertAll(rows, row => row.Created.Mark?.FreesUniqueIdOnError ?? false))
        .With("MessageIds", Array.ConvertAll(rows, row => row.Event.MessageId))
        .With("MessageTypes", Array.ConvertAll(rows, row => row.Event.MessageType))
        .With("MessageBodies", Array.ConvertAll(rows, row => row.Event.Body))
        .With("ReleaseIds", Array.ConvertAll(rows, row => row.Release?.MessageId))
        .With("ReleaseTypes", Array.ConvertAll(rows, row => row.Release?.MessageType))
        .With("ReleaseBodies", Array.ConvertAll(rows, row => row.Release?.Body))
        .With("TraceParents", Array.ConvertAll(rows, row => row.Event.TraceParent));

    /// <summary>One request: all of its jobs are written, or none.</summary>
    private sealed record Creation(IReadOnlyList<Row> Rows, IdempotentAnswer? Answer);

    private sealed record Row(
        NewJob Created, Guid? RunId, string Files, string? WebhookHeaders, string? Assignees, string? Attachments, string? Tags, OutboxMessage Event,
        OutboxMessage? Release)
    {
        public JobDetails Details => Created.Details;

        public static Row Of(NewJob created, IdempotentAnswer? answer) => new(
            created,
            answer?.Run.RunId,
            JsonSerializer.Serialize(created.Files, JsonConventions.Options),
            created.Webhook is null ? null : JsonSerializer.Serialize(created.Webhook.Headers),
            created.Details.Assignees.Count == 0 ? null : JsonSerializer.Serialize(created.Details.Assignees, JsonConventions.Options),
            created.Attachments.Count == 0 ? null : JsonSerializer.Serialize(created.Attachments, JsonConventions.Options),
            created.Mark is { Tags.Count: > 0 } mark ? JsonSerializer.Serialize(mark.Tags, JsonConventions.Options) : null,
            OutboxMessage.Of(JobFacts.Created(created), created.Job.CreatedAt),
            created.Mark?.BatchId is null ? null : OutboxMessage.Of(JobFacts.Released(created), created.Job.CreatedAt));
    }
}
