using Hitl.Jobs.Domain;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>
/// The SQL of a list, put together from constants so that each combination of filters walks one index in the order of ids and stops
/// at the limit: job_project, job_project_status, or the primary key.
/// </summary>
internal static class JobListSql
{
    private const string OpenSql = "job.status = @Status AND (job.expires_at IS NULL OR job.expires_at > @Now)";

    public static NpgsqlCommand Build(JobFilter filter, int limit, Guid? after, DateTimeOffset now)
    {
        var conditions = new List<string> { "job.id < @Below", "job.id >= @From" };
        if (filter.CreatedAfter is not null) conditions.Add("job.created_at >= @CreatedAfter");
        if (filter.CreatedBefore is not null) conditions.Add("job.created_at < @CreatedBefore");
        if (filter.JobId is not null) conditions.Add("job.id = @JobId");
        if (filter.ProjectId is not null) conditions.Add("job.project_id = @ProjectId");
        if (filter.AccountId is not null) conditions.Add("job.account_id = @AccountId");

        var command = new NpgsqlCommand(PageSql(IdsSql(filter, string.Join(" AND ", conditions))));
        Add(command, "Limit", limit);
        Add(command, "Below", Min(after, BoundOf(filter.CreatedBefore, JobIds.DriftMax)) ?? Guid.AllBitsSet);
        Add(command, "From", BoundOf(filter.CreatedAfter, -JobIds.DriftMax) ?? Guid.Empty);
        Add(command, "Now", now);
        Add(command, "AccountId", filter.AccountId);
        if (filter.Status is { } status) Add(command, "Status", JobStatusText.Of(status));
        if (filter.CreatedAfter is { } from) Add(command, "CreatedAfter", from);
        if (filter.CreatedBefore is { } to) Add(command, "CreatedBefore", to);
        if (filter.JobId is { } job) Add(command, "JobId", job);
        if (filter.ProjectId is { } project) Add(command, "ProjectId", project);
        return command;
    }

    private static string IdsSql(JobFilter filter, string scope)
    {
        var written = filter.Status switch
        {
            null => scope,
            JobStatus.New or JobStatus.Progress => $"{scope} AND {OpenSql}",
            _ => $"{scope} AND job.status = @Status",
        };
        var isNarrow = filter.ProjectId is not null || filter.JobId is not null || (filter.AccountId is null && filter.Status is null);
        var ids = isNarrow ? DirectSql(written) : ByProjectSql(written);
        return filter.Status == JobStatus.Expired ? EitherSql(ids, DueSql(scope)) : ids;
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

    private static string DirectSql(string conditions) => $"""
        SELECT job.id FROM job WHERE {conditions} ORDER BY job.id DESC LIMIT @Limit + 1
        """;

    // A project at a time: each is a short walk of one of its indexes, however rare the status is among all jobs.
    private static string ByProjectSql(string conditions) => $"""
        SELECT found.id
          FROM project
         CROSS JOIN LATERAL (
               SELECT job.id FROM job WHERE job.project_id = project.id AND {conditions} ORDER BY job.id DESC LIMIT @Limit + 1) AS found
         WHERE project.account_id = @AccountId OR @AccountId IS NULL
         ORDER BY found.id DESC
         LIMIT @Limit + 1
        """;

    // What has expired but is not written down yet: few rows, found by job_open_expiry.
    private static string DueSql(string conditions) => $"""
        WITH due AS MATERIALIZED (
            SELECT id, project_id, account_id, created_at FROM job WHERE status IN ('new', 'progress') AND expires_at <= @Now
        )
        SELECT job.id FROM due AS job WHERE {conditions} ORDER BY job.id DESC LIMIT @Limit + 1
        """;

    private static string EitherSql(string one, string other) => $"""
        SELECT either.id FROM (({one}) UNION ALL ({other})) AS either ORDER BY either.id DESC LIMIT @Limit + 1
        """;

    private static void Add<T>(NpgsqlCommand command, string name, T value) => command.Parameters.Add(new NpgsqlParameter<T>(name, value));

    private static Guid? Min(Guid? one, Guid? other) =>
        one is { } a && other is { } b ? (a.CompareTo(b) < 0 ? a : b) : one ?? other;

    /// <summary>The lowest id of an instant: ids begin with their milliseconds.</summary>
    private static Guid? BoundOf(DateTimeOffset? instant, TimeSpan drift)
    {
        if (instant is null) return null;
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Math.Max(0, (instant.Value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + drift.Ticks) / TimeSpan.TicksPerMillisecond);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
