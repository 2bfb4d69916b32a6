using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>
/// The SQL of a list, put together from constants so that each combination of filters walks one index in the order of ids and stops
/// at the limit: job_project, job_project_status, job_status, job_test or the primary key.
/// </summary>
internal static class JobListSql
{
    private const string InRange = "job.id < @Below AND job.id >= @From";

    private static readonly (string Column, string Value) Project = ("job.project_id", "project.id");
    private static readonly (string Column, string Value) Status = ("job.status", "@Status");
    private static readonly IndexWalk ByProject = new(Project);
    private static readonly IndexWalk ByProjectAndStatus = new(Project, Status);
    private static readonly IndexWalk ByStatus = new(Status);

    /// <summary>In <c>new</c> and <c>progress</c> only what has not expired meanwhile.</summary>
    private const string NotDue = " AND (job.expires_at IS NULL OR job.expires_at > @Now)";

    public static NpgsqlCommand Build(JobFilter filter, int limit, Guid? after, DateTimeOffset now)
    {
        var command = new NpgsqlCommand(PageSql(IdsSql(filter)));
        Add(command, "Limit", limit);
        Add(command, "Below", Min(after, BoundOf(filter.CreatedBefore, JobIds.DriftMax)) ?? Guid.AllBitsSet);
        Add(command, "From", BoundOf(filter.CreatedAfter, -JobIds.DriftMax) ?? Guid.Empty);
        Add(command, "Now", now);
        if (filter.Status is { } status) Add(command, "Status", JobStatusText.Of(status));
        if (filter.CreatedAfter is { } from) Add(command, "CreatedAfter", from);
        if (filter.CreatedBefore is { } to) Add(command, "CreatedBefore", to);
        if (filter.JobId is { } job) Add(command, "JobId", job);
        if (filter.ProjectId is { } project) Add(command, "ProjectId", project);
        if (filter.AccountId is { } account) Add(command, "AccountId", account);
        return command;
    }

    private static string IdsSql(JobFilter filter)
    {
        // As a word of its own for the few of test keys: a parameter would not find their index.
        var mode = filter.IsTest switch { true => " AND job.is_test", false => " AND NOT job.is_test", null => "" };
        var created = (filter.CreatedAfter is null ? "" : " AND job.created_at >= @CreatedAfter")
            + (filter.CreatedBefore is null ? "" : " AND job.created_at < @CreatedBefore")
            + mode;
        var owner = (filter.ProjectId is null ? "" : " AND job.project_id = @ProjectId")
            + (filter.AccountId is null ? "" : " AND job.account_id = @AccountId")
            + (filter.JobId is null ? "" : " AND job.id = @JobId");
        var rest = created + (filter.Status is JobStatus.New or JobStatus.Progress ? NotDue : "");
        var status = filter.Status is null ? "" : " AND job.status = @Status";

        var ids = filter switch
        {
            { JobId: not null } => WalkSql(InRange + owner + status + rest, "job.id DESC"),
            { ProjectId: not null } or { AccountId: not null } => ByProjectSql(ProjectsSql(filter), filter.Status is null ? ByProject : ByProjectAndStatus, rest),
            { Status: not null } => WalkSql(ByStatus.Conditions + rest, ByStatus.Order),
            _ => WalkSql(InRange + rest, "job.id DESC"),
        };
        return filter.Status switch
        {
            JobStatus.Expired => EitherSql(ids, DueSql("IS NULL", InRange + owner + created)),
            JobStatus.Done => EitherSql(ids, DueSql("IS NOT NULL", InRange + owner + created)),
            _ => ids,
        };
    }

    /// <summary>One row more than the page tells whether there is a next one; every row carries where that would go on.</summary>
    private static string PageSql(string ids) => $"""
        WITH page AS MATERIALIZED (
        {ids}
        )
        SELECT {JobJson.Columns},
               (SELECT CASE WHEN count(page.id) > @Limit THEN (SELECT page.id FROM page ORDER BY page.id DESC OFFSET @Limit - 1 LIMIT 1) END
                  FROM page) AS next_after
          FROM (SELECT page.id FROM page ORDER BY page.id DESC LIMIT @Limit) AS shown
          JOIN job ON job.id = shown.id
         ORDER BY job.id DESC
        """;

    private static string WalkSql(string conditions, string order) => $"""
        SELECT job.id FROM job WHERE {conditions} ORDER BY {order} LIMIT @Limit + 1
        """;

    // Each project is a short walk of its own, so that an account needs no index either. Every project with jobs has its row.
    private static string ByProjectSql(string projects, IndexWalk walk, string conditions) => $"""
        SELECT found.id
          FROM project
         CROSS JOIN LATERAL (
               SELECT job.id FROM job WHERE {walk.Conditions}{conditions} ORDER BY {walk.Order} LIMIT @Limit + 1) AS found
         WHERE {projects}
         ORDER BY found.id DESC
         LIMIT @Limit + 1
        """;

    private static string ProjectsSql(JobFilter filter) => filter switch
    {
        { ProjectId: not null, AccountId: not null } => "project.id = @ProjectId AND project.account_id = @AccountId",
        { ProjectId: not null } => "project.id = @ProjectId",
        _ => "project.account_id = @AccountId",
    };

    // What has ended by its time but is not written down yet, expired or done with its default annotations: few rows, found by
    // job_open_expiry.
    private static string DueSql(string fallback, string conditions) => $"""
        WITH due AS MATERIALIZED (
            SELECT id, project_id, account_id, is_test, created_at
              FROM job
             WHERE status IN ('new', 'progress') AND expires_at <= @Now AND default_annotations {fallback}
        )
        SELECT job.id FROM due AS job WHERE {conditions} ORDER BY job.id DESC LIMIT @Limit + 1
        """;

    private static string EitherSql(string one, string other) => $"""
        SELECT either.id FROM (({one}) UNION ALL ({other})) AS either ORDER BY either.id DESC LIMIT @Limit + 1
        """;

    private static void Add<T>(NpgsqlCommand command, string name, T value) => command.Parameters.Add(new NpgsqlParameter<T>(name, value));

    private static Guid? Min(Guid? one, Guid? other) => one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;

    private static Guid? BoundOf(DateTimeOffset? instant, TimeSpan drift) => instant is { } at ? IdRange.LowestOf(at, drift) : null;
}
