using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>Jobs with all that a dialect may show of them.</summary>
internal sealed class DialectReads(NpgsqlDataSource database, TimeProvider time)
{
    private const string GetSql = $"SELECT {DialectRow.Columns} FROM job WHERE job.id = @JobId AND job.account_id = @AccountId";

    private const string GetManySql = $"SELECT {DialectRow.Columns} FROM job WHERE job.id = ANY(@JobIds)";

    private const string FindByUniqueIdSql = "SELECT id FROM job WHERE account_id = @AccountId AND dialect = @Dialect AND unique_id = @UniqueId";

    private const string FindRivalSql = """
        SELECT other.id
          FROM job
          JOIN job AS other ON other.account_id = job.account_id AND other.dialect = job.dialect AND other.unique_id = @UniqueId
         WHERE job.id = @JobId AND job.account_id = @AccountId
        """;

    /// <summary>Null when the account has no such job.</summary>
    public async Task<JobRecord?> GetAsync(Guid accountId, Guid jobId, CancellationToken ct)
    {
        var now = time.GetInstant();
        await using var command = database.CreateCommand(GetSql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("JobId", jobId));
        command.Parameters.Add(new NpgsqlParameter<Guid>("AccountId", accountId));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? DialectRow.Read(row, now) : null;
    }

    /// <summary>Those that exist, of whatever accounts.</summary>
    public async Task<IReadOnlyList<JobRecord>> GetAsync(Guid[] jobIds, CancellationToken ct)
    {
        var now = time.GetInstant();
        await using var command = database.CreateCommand(GetManySql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("JobIds", jobIds));
        await using var row = await command.ExecuteReaderAsync(ct);
        var jobs = new List<JobRecord>(jobIds.Length);
        while (await row.ReadAsync(ct)) jobs.Add(DialectRow.Read(row, now));
        return jobs;
    }

    public async Task<Guid?> FindByUniqueIdAsync(Guid accountId, string dialect, string uniqueId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(FindByUniqueIdSql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("AccountId", accountId));
        command.Parameters.Add(new NpgsqlParameter<string>("Dialect", dialect));
        command.Parameters.Add(new NpgsqlParameter<string>("UniqueId", uniqueId));
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>Which job of the same client has that id; null when it has let go of it meanwhile.</summary>
    public async Task<Guid?> FindRivalAsync(Guid accountId, Guid jobId, string uniqueId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(FindRivalSql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("AccountId", accountId));
        command.Parameters.Add(new NpgsqlParameter<Guid>("JobId", jobId));
        command.Parameters.Add(new NpgsqlParameter<string>("UniqueId", uniqueId));
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>Newest first.</summary>
    public async Task<FoundJobs> FindAsync(FindJobs question, CancellationToken ct)
    {
        var now = time.GetInstant();
        await using var connection = await database.OpenConnectionAsync(ct);
        var jobs = new List<JobRecord>();
        await using (var command = DialectSql.Page(question, now))
        {
            command.Connection = connection;
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) jobs.Add(DialectRow.Read(row, now));
        }

        var hasMore = jobs.Count > question.Limit;
        if (hasMore) jobs.RemoveAt(question.Limit);
        return new FoundJobs(jobs, hasMore, question.WithTotal ? await CountAsync(question, connection, now, ct) : null);
    }

    private static async Task<long> CountAsync(FindJobs question, NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = DialectSql.Total(question, now);
        command.Connection = connection;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
