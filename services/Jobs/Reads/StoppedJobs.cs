using Dapper;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>How many jobs; <c>has_more</c>: there are more than were counted.</summary>
internal sealed record JobCount(long Count, bool HasMore);

/// <summary>Tells how many jobs of a project would be put back, before they are.</summary>
internal sealed class StoppedJobs(NpgsqlDataSource database, TimeProvider time)
{
    private const int Max = 100_000;

    private const string CountSql = """
        SELECT count(*)
          FROM (SELECT 1
                  FROM job
                 WHERE project_id = @projectId AND status = 'error' AND (expires_at IS NULL OR expires_at > @Now)
                 LIMIT @Limit) AS stopped
        """;

    public async Task<JobCount> CountAsync(Guid projectId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { projectId, Now = time.GetUtcNow(), Limit = Max + 1 };
        var count = await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountSql, parameters, cancellationToken: ct));
        return new JobCount(Math.Min(count, Max), count > Max);
    }
}
