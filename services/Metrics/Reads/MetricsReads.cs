using System.Runtime.CompilerServices;
using Dapper;
using Hitl.Metrics.Domain;
using Hitl.ServiceDefaults.Results;
using Npgsql;

namespace Hitl.Metrics.Reads;

/// <summary>The answer of <c>GET /v1/metrics</c>, from the daily sums alone: its cost does not grow with the number of jobs.</summary>
internal sealed class MetricsReads(NpgsqlDataSource database)
{
    // The first row of daily is the first job's: rows without jobs are deleted.
    private const string ProjectsSql = """
        SELECT project.id, project.name, (SELECT min(day) FROM daily WHERE daily.project_id = project.id) AS first_job
          FROM project
         WHERE project.account_id = @AccountId
           AND (@ProjectIds::uuid[] IS NULL OR project.id = ANY(@ProjectIds))
         ORDER BY project.id
        """;

    // Administrators name projects of any account.
    private const string NamedSql = """
        SELECT project.id, project.name, (SELECT min(day) FROM daily WHERE daily.project_id = project.id) AS first_job
          FROM project
         WHERE project.id = ANY(@ProjectIds)
         ORDER BY project.id
        """;

    private const string SumsSql = """
        SELECT project_id,
               date_trunc(@Level, day::timestamp)::date AS group_start,
               sum(jobs_done)::bigint AS done,
               sum(jobs_timed)::bigint AS timed,
               sum(jobs_new)::bigint AS new,
               sum(jobs_progress)::bigint AS progress,
               sum(jobs_error)::bigint AS error,
               sum(jobs_expired)::bigint AS expired,
               sum(jobs_canceled)::bigint AS canceled,
               min(min_to_finish_us) AS min_to_finish_us,
               max(max_to_finish_us) AS max_to_finish_us,
               sum(sum_to_finish_us) AS sum_to_finish_us,
               min(min_lifespan_us) AS min_lifespan_us,
               max(max_lifespan_us) AS max_lifespan_us,
               sum(sum_lifespan_us) AS sum_lifespan_us
          FROM daily
         WHERE project_id = ANY(@ProjectIds) AND day >= @Start AND day < @End
         GROUP BY project_id, group_start
         ORDER BY project_id, group_start
        """;

    /// <summary>The projects that the query selects, in the order of their creation, each with its period.</summary>
    /// <param name="accountId">Whose projects; null for an administrator, who may ask for any.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="ct">The request's.</param>
    public async Task<Result<List<SelectedProject>>> SelectAsync(Guid? accountId, MetricsQuery query, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { AccountId = accountId, ProjectIds = query.ProjectIds?.ToArray() };
        var rows = (await connection.QueryAsync<ProjectRow>(new CommandDefinition(accountId is null ? NamedSql : ProjectsSql, parameters, cancellationToken: ct))).AsList();
        if (query.ProjectIds?.Except(rows.Select(row => row.Id)).ToList() is [var missing, ..]) return MetricsErrors.ProjectNotFound(missing.ToString());

        var projects = rows.ConvertAll(row =>
            new SelectedProject(row.Id, row.Name, Period.Of(query.Start, query.End, query.Level, row.FirstJob, query.Today)));
        return projects.Any(project => project.Period.GroupCount > Period.GroupsMax) ? MetricsQuery.TooManyGroups : projects;
    }

    /// <summary>The metrics of <paramref name="projects"/>, read while they are sent: an answer may be long.</summary>
    public async IAsyncEnumerable<ProjectMetrics> StreamAsync(
        List<SelectedProject> projects, MetricsQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        if (projects.Count == 0) yield break;
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new
        {
            Level = query.Level.ToString(),
            ProjectIds = projects.Select(project => project.Id).ToArray(),
            Start = query.Start ?? DateOnly.MinValue,
            End = query.End ?? query.Today.AddDays(1),
        };
        await using var sums = connection.QueryUnbufferedAsync<GroupRow>(SumsSql, parameters).GetAsyncEnumerator(ct);
        var more = await sums.MoveNextAsync();
        foreach (var project in projects)
        {
            var groups = new Dictionary<DateOnly, GroupMetrics>();
            for (; more && sums.Current.ProjectId == project.Id; more = await sums.MoveNextAsync())
                groups[sums.Current.GroupStart] = GroupMetrics.Of(sums.Current);
            yield return ProjectMetrics.Of(project, groups);
        }
    }

    private sealed record ProjectRow(Guid Id, string Name, DateOnly? FirstJob);
}
