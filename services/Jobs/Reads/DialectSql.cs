using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>
/// The SQL of a dialect's list, put together from constants: one walk along job_dialect, or along each project's job_project where all of
/// an account's jobs are wanted, in the order of ids. Other conditions only pass rows over.
/// </summary>
internal static class DialectSql
{
    private const string Effective = """
        CASE WHEN job.status IN ('new', 'progress') AND job.expires_at <= @Now
             THEN CASE WHEN job.default_annotations IS NULL THEN 'expired' ELSE 'done' END
             ELSE job.status END
        """;

    private const string Priority = "coalesce(job.priority, 'medium')";

    public static NpgsqlCommand Page(FindJobs question, DateTimeOffset now)
    {
        var order = "ORDER BY job.id DESC";
        var conditions = Conditions(question) + (question.After is null ? "" : " AND job.id < @After");
        var sql = question.Dialect is not null
            ? $"SELECT {DialectRow.Columns} FROM job WHERE job.account_id = @AccountId AND job.dialect = @Dialect{conditions} {order} OFFSET @Offset LIMIT @Rows"
            : $"""
               SELECT {DialectRow.Columns}
                 FROM project
                CROSS JOIN LATERAL (
                      SELECT job.id FROM job WHERE job.project_id = project.id{conditions} {order} LIMIT @Offset + @Rows) AS found
                 JOIN job ON job.id = found.id
                WHERE project.account_id = @AccountId
                {order} OFFSET @Offset LIMIT @Rows
               """;
        var command = Command(sql, question, now);
        if (question.After is { } after) command.With("After", after);
        // One more than asked for tells whether there are more.
        return command.With("Offset", question.Offset).With("Rows", question.Limit + 1);
    }

    public static NpgsqlCommand Total(FindJobs question, DateTimeOffset now) => Command(
        question.Dialect is not null
            ? $"SELECT count(*) FROM job WHERE job.account_id = @AccountId AND job.dialect = @Dialect{Conditions(question)}"
            : $"SELECT count(*) FROM project JOIN job ON job.project_id = project.id WHERE project.account_id = @AccountId{Conditions(question)}",
        question,
        now);

    private static string Conditions(FindJobs question) =>
        (question.IsTest is null ? "" : " AND job.is_test = @IsTest")
        + (question.Type is null ? "" : " AND job.type = @Type")
        + (question.ProjectId is null ? "" : " AND job.project_id = @ProjectId")
        + (question.Batch is null ? "" : $" AND job.batch_id = ({BatchOf(question)})")
        + (question.UniqueId is null ? "" : " AND job.unique_id = @UniqueId")
        + (question.Tags.Count == 0 ? "" : " AND job.tags && @Tags")
        + (question.Priority is null ? "" : $" AND {Priority} = @Priority")
        + (question.Assignee is null ? "" : " AND job.assignees::jsonb ? @Assignee")
        + (question.IsAssigned is null ? "" : " AND (job.assignees IS NOT NULL OR job.team_id IS NOT NULL) = @IsAssigned")
        + (question.Statuses.Count == 0 ? "" : $" AND {Effective} = ANY(@Statuses)")
        // The few that are open have an index of their own.
        + (question.Statuses.Count > 0 && question.Statuses.All(IsOpen) ? " AND job.status IN ('new', 'progress')" : "")
        // Ids begin with the time of their making: the walk begins and ends there.
        + (question.CreatedAfter is null ? "" : " AND job.created_at >= @CreatedAfter AND job.id >= @FromId")
        + (question.CreatedBefore is null ? "" : " AND job.created_at < @CreatedBefore AND job.id < @BelowId")
        + (question.FinishedAfter is null ? "" : " AND job.finished_at >= @FinishedAfter")
        + (question.FinishedBefore is null ? "" : " AND job.finished_at < @FinishedBefore")
        + (question.UpdatedAfter is null ? "" : " AND coalesce(job.updated_at, job.created_at) >= @UpdatedAfter")
        + (question.UpdatedBefore is null ? "" : " AND coalesce(job.updated_at, job.created_at) < @UpdatedBefore");

    /// <summary>Live and test keys have batches of their own, by whichever names.</summary>
    private static string BatchOf(FindJobs question) =>
        $"SELECT batch.id FROM batch WHERE batch.account_id = @AccountId AND batch.dialect = @Dialect AND batch.name = @Batch AND batch.is_test = {(question.IsTest is null ? "job.is_test" : "@IsTest")}";

    private static NpgsqlCommand Command(string sql, FindJobs question, DateTimeOffset now)
    {
        var command = new NpgsqlCommand(sql).With("AccountId", question.AccountId);
        if (question.Dialect is { } dialect) command.With("Dialect", dialect);
        if (question.IsTest is { } isTest) command.With("IsTest", isTest);
        if (question.Type is { } type) command.With("Type", type);
        if (question.ProjectId is { } project) command.With("ProjectId", project);
        if (question.Batch is { } batch) command.With("Batch", batch);
        if (question.UniqueId is { } uniqueId) command.With("UniqueId", uniqueId);
        if (question.Priority is { } priority) command.With("Priority", PriorityText.Of(priority));
        if (question.Assignee is { } assignee) command.With("Assignee", assignee);
        if (question.IsAssigned is { } isAssigned) command.With("IsAssigned", isAssigned);
        if (question.Tags.Count > 0) command.With("Tags", question.Tags.ToArray());
        if (question.Statuses.Count > 0) command.With("Now", now).With("Statuses", question.Statuses.Select(WordOf).ToArray());
        if (question.CreatedAfter is { } from) command.With("CreatedAfter", from.ToUniversalTime()).With("FromId", IdRange.LowestOf(from, -JobIds.DriftMax));
        if (question.CreatedBefore is { } to) command.With("CreatedBefore", to.ToUniversalTime()).With("BelowId", IdRange.LowestOf(to, JobIds.DriftMax));
        if (question.FinishedAfter is { } finishedFrom) command.With("FinishedAfter", finishedFrom.ToUniversalTime());
        if (question.FinishedBefore is { } finishedTo) command.With("FinishedBefore", finishedTo.ToUniversalTime());
        if (question.UpdatedAfter is { } updatedFrom) command.With("UpdatedAfter", updatedFrom.ToUniversalTime());
        if (question.UpdatedBefore is { } updatedTo) command.With("UpdatedBefore", updatedTo.ToUniversalTime());
        return command;
    }

    private static bool IsOpen(Contracts.Jobs.JobStatus status) => status is Contracts.Jobs.JobStatus.New or Contracts.Jobs.JobStatus.Progress;

    private static string WordOf(Contracts.Jobs.JobStatus status) => status.ToString().ToLowerInvariant();
}
