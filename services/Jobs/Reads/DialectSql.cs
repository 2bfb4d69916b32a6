using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>
/// The SQL of a dialect's list, put together from constants: one walk along the index of its first filter, or along each project's job_project
/// where all of an account's jobs are wanted. Other conditions only pass rows over.
/// </summary>
internal static class DialectSql
{
    private const string Effective = """
        CASE WHEN job.status IN ('new', 'progress') AND job.expires_at <= @Now
             THEN CASE WHEN job.default_annotations IS NULL THEN 'expired' ELSE 'done' END
             ELSE job.status END
        """;

    private static readonly (string Column, string Value) Account = ("job.account_id", "@AccountId");
    private static readonly (string Column, string Value) Dialect = ("job.dialect", "@Dialect");
    private static readonly (string Column, string Value) Type = ("job.type", "@Type");
    private static readonly (string Column, string Value) UniqueId = ("job.unique_id", "@UniqueId");
    private static readonly (string Column, string Value) Priority = ("coalesce(job.priority, 'medium')", "@Priority");

    public static NpgsqlCommand Page(FindJobs question, DateTimeOffset now)
    {
        var walk = WalkOf(question);
        var sql = question.Dialect is not null
            ? $"SELECT {DialectRow.Columns} FROM job WHERE {Where(walk, question)} ORDER BY {walk.Order} OFFSET @Offset LIMIT @Rows"
            : $"""
               SELECT {DialectRow.Columns}
                 FROM project
                CROSS JOIN LATERAL (
                      SELECT job.id FROM job WHERE {Where(walk, question)} ORDER BY {walk.Order} LIMIT @Offset + @Rows) AS found
                 JOIN job ON job.id = found.id
                WHERE project.account_id = @AccountId
                ORDER BY job.id DESC OFFSET @Offset LIMIT @Rows
               """;
        // One more than asked for tells whether there are more.
        return Command(sql, question, question.After, now).With("Offset", question.Offset).With("Rows", question.Limit + 1);
    }

    public static NpgsqlCommand Total(FindJobs question, DateTimeOffset now) => Command(
        question.Dialect is not null
            ? $"SELECT count(*) FROM job WHERE {Where(WalkOf(question), question)}"
            : $"SELECT count(*) FROM project JOIN job ON {Where(WalkOf(question), question)} WHERE project.account_id = @AccountId",
        question,
        after: null,
        now);

    private static IndexWalk WalkOf(FindJobs question) => question switch
    {
        { Dialect: null } => new(("job.project_id", "project.id")),
        { Batch: not null, IsTest: not null } => new(Batch(question)),
        { UniqueId: not null } => new(Account, Dialect, UniqueId),
        { Type: not null } => new(Account, Dialect, Type),
        { Priority: not null } => new(Account, Dialect, Priority),
        _ => new(Account, Dialect),
    };

    /// <summary>What the walk is along is no condition besides: it would be a constant, and the order by it no order.</summary>
    private static string Where(IndexWalk walk, FindJobs question)
    {
        string Equal((string Column, string Value) part) => walk.Key.Contains(part) ? "" : $" AND {part.Column} = {part.Value}";
        return walk.Conditions + walk.NotNull
            + (question.Dialect is null ? "" : Equal(Account) + Equal(Dialect))
            + (question.Batch is null ? "" : Equal(Batch(question)))
            + (question.Type is null ? "" : Equal(Type))
            + (question.UniqueId is null ? "" : Equal(UniqueId))
            + (question.Priority is null ? "" : Equal(Priority))
            + Conditions(question);
    }

    private static string Conditions(FindJobs question) =>
        // As a word of its own, as in JobListSql: a parameter would not find the index of the few of test keys.
        (question.IsTest switch { true => " AND job.is_test", false => " AND NOT job.is_test", null => "" })
        + (question.ProjectId is null ? "" : " AND job.project_id = @ProjectId")
        + (question.Tags.Count == 0 ? "" : " AND job.tags && @Tags")
        + (question.Assignee is null ? "" : " AND job.assignees::jsonb ? @Assignee")
        + (question.IsAssigned is null ? "" : " AND (job.assignees IS NOT NULL OR job.team_id IS NOT NULL) = @IsAssigned")
        + (question.Statuses.Count == 0 ? "" : $" AND {Effective} = ANY(@Statuses)")
        // The few that are open have an index of their own.
        + (question.Statuses.Count > 0 && question.Statuses.All(IsOpen) ? " AND job.status IN ('new', 'progress')" : "")
        + (question.CreatedAfter is null ? "" : " AND job.created_at >= @CreatedAfter")
        + (question.CreatedBefore is null ? "" : " AND job.created_at < @CreatedBefore")
        + (question.FinishedAfter is null ? "" : " AND job.finished_at >= @FinishedAfter")
        + (question.FinishedBefore is null ? "" : " AND job.finished_at < @FinishedBefore")
        + (question.UpdatedAfter is null ? "" : " AND coalesce(job.updated_at, job.created_at) >= @UpdatedAfter")
        + (question.UpdatedBefore is null ? "" : " AND coalesce(job.updated_at, job.created_at) < @UpdatedBefore");

    /// <summary>Live and test keys have batches of their own, by whichever names.</summary>
    private static (string Column, string Value) Batch(FindJobs question) =>
        ("job.batch_id", $"""
            (SELECT batch.id
               FROM batch
              WHERE batch.account_id = @AccountId AND batch.dialect = @Dialect AND batch.name = @Batch
                AND batch.is_test = {question.IsTest switch { true => "true", false => "false", null => "job.is_test" }})
            """);

    private static NpgsqlCommand Command(string sql, FindJobs question, Guid? after, DateTimeOffset now)
    {
        // Ids begin with the time of their making: the walk begins and ends there.
        var below = question.CreatedBefore is { } end ? IdRange.LowestOf(end, JobIds.DriftMax) : Guid.AllBitsSet;
        var command = new NpgsqlCommand(sql)
            .With("AccountId", question.AccountId)
            .With("Below", after < below ? after.Value : below)
            .With("From", question.CreatedAfter is { } start ? IdRange.LowestOf(start, -JobIds.DriftMax) : Guid.Empty);
        if (question.Dialect is { } dialect) command.With("Dialect", dialect);
        if (question.Type is { } type) command.With("Type", type);
        if (question.ProjectId is { } project) command.With("ProjectId", project);
        if (question.Batch is { } batch) command.With("Batch", batch);
        if (question.UniqueId is { } uniqueId) command.With("UniqueId", uniqueId);
        if (question.Priority is { } priority) command.With("Priority", PriorityText.Of(priority));
        if (question.Assignee is { } assignee) command.With("Assignee", assignee);
        if (question.IsAssigned is { } isAssigned) command.With("IsAssigned", isAssigned);
        if (question.Tags.Count > 0) command.With("Tags", question.Tags.ToArray());
        if (question.Statuses.Count > 0) command.With("Now", now).With("Statuses", question.Statuses.Select(WordOf).ToArray());
        if (question.CreatedAfter is { } from) command.With("CreatedAfter", from.ToUniversalTime());
        if (question.CreatedBefore is { } to) command.With("CreatedBefore", to.ToUniversalTime());
        if (question.FinishedAfter is { } finishedFrom) command.With("FinishedAfter", finishedFrom.ToUniversalTime());
        if (question.FinishedBefore is { } finishedTo) command.With("FinishedBefore", finishedTo.ToUniversalTime());
        if (question.UpdatedAfter is { } updatedFrom) command.With("UpdatedAfter", updatedFrom.ToUniversalTime());
        if (question.UpdatedBefore is { } updatedTo) command.With("UpdatedBefore", updatedTo.ToUniversalTime());
        return command;
    }

    private static bool IsOpen(Contracts.Jobs.JobStatus status) => status is Contracts.Jobs.JobStatus.New or Contracts.Jobs.JobStatus.Progress;

    private static string WordOf(Contracts.Jobs.JobStatus status) => status.ToString().ToLowerInvariant();
}
