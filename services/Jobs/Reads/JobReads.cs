using System.Buffers;
using System.Text.Json;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Concurrency;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>One job, ready to be sent.</summary>
internal sealed record JobView(Guid ProjectId, Guid AccountId, string ETag, byte[] Json);

/// <summary>Reads single jobs. Polls that wait at the same moment share a round trip.</summary>
internal sealed class JobReads : IAsyncDisposable
{
    private const int BatchMax = 256;

    private const string ReadSql = $"SELECT {JobJson.Columns}, {JobJson.MaterialColumns} FROM job WHERE job.id = ANY(@Ids)";

    private const string ReadHistorySql =
        $"SELECT {JobJson.Columns}, {JobJson.MaterialColumns}, {JobJson.HistoryColumns} FROM job WHERE job.id = ANY(@Ids)";

    private const string PredictionsSql = "SELECT predictions FROM job WHERE id = @Id AND (account_id = @AccountId OR @AccountId IS NULL)";

    private readonly NpgsqlDataSource _database;
    private readonly JobJson _jobJson;
    private readonly TimeProvider _time;
    private readonly Coalescer<Guid, JobView?> _polls;

    public JobReads(NpgsqlDataSource database, JobJson jobJson, TimeProvider time)
    {
        (_database, _jobJson, _time) = (database, jobJson, time);
        _polls = new Coalescer<Guid, JobView?>("read jobs", BatchMax, ReadBatchAsync);
    }

    /// <summary>Null when there is no such job in this project of this account.</summary>
    public async Task<JobView?> GetAsync(Guid accountId, Guid projectId, Guid jobId, CancellationToken ct) =>
        await _polls.RunAsync(jobId, ct) is { } view && view.AccountId == accountId && view.ProjectId == projectId ? view : null;

    /// <summary>Null when there is no such job of any account.</summary>
    public Task<JobView?> FindAsync(Guid jobId, CancellationToken ct) => _polls.RunAsync(jobId, ct);

    /// <summary>All that is kept of a job of any account; null when there is no such job.</summary>
    public async Task<JobView?> FindForAdministratorsAsync(Guid jobId, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var views = await ReadAsync(connection, [jobId], ct, JobParts.Material | JobParts.Administration | JobParts.History);
        return views.GetValueOrDefault(jobId);
    }

    /// <summary>Those of the jobs that exist, as <paramref name="connection"/> sees them, also inside its transaction.</summary>
    public async Task<IReadOnlyDictionary<Guid, JobView>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> jobIds, CancellationToken ct, JobParts parts = JobParts.Material)
    {
        var views = new Dictionary<Guid, JobView>(jobIds.Count);
        var now = _time.GetInstant();
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(buffer, JobJson.Options);
        await using var command = new NpgsqlCommand(parts.HasFlag(JobParts.History) ? ReadHistorySql : ReadSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("Ids", [.. jobIds.Distinct()]));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset>("Now", now));
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            _jobJson.Write(json, row, now, parts);
            await json.FlushAsync(ct);
            var (id, projectId, accountId) = JobJson.KeyOf(row);
            views[id] = new JobView(projectId, accountId, JobJson.ETagOf(row, now), buffer.WrittenSpan.ToArray());
        }

        return views;
    }

    /// <summary>One job as <paramref name="work"/> leaves it, before its commit.</summary>
    public async Task<JobView> ReadWithinAsync(UnitOfWork work, Guid jobId, CancellationToken ct, JobParts parts = JobParts.Material)
    {
        var transaction = await work.TransactionAsync(ct);
        return (await ReadAsync(transaction.Connection!, [jobId], ct, parts))[jobId];
    }

    /// <summary>A job's predictions, or its lack of them, as one JSON object; null when there is no such job.</summary>
    /// <param name="accountId">Whose job it must be; null for services, which may ask for any.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="ct">Cancels the wait.</param>
    public async Task<byte[]?> GetPredictionsAsync(Guid? accountId, Guid jobId, CancellationToken ct)
    {
        await using var command = _database.CreateCommand(PredictionsSql);
        command.Parameters.Add(new NpgsqlParameter<Guid>("Id", jobId));
        command.Parameters.Add(new NpgsqlParameter<Guid?>("AccountId", accountId));
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;

        byte[] predictions = row.IsDBNull(0) ? [.. "null"u8] : row.GetFieldValue<byte[]>(0);
        return [.. "{\"predictions\":"u8, .. predictions, (byte)'}'];
    }

    public ValueTask DisposeAsync() => _polls.DisposeAsync();

    private async Task<IReadOnlyList<JobView?>> ReadBatchAsync(IReadOnlyList<Guid> jobIds, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var views = await ReadAsync(connection, jobIds, ct);
        return [.. jobIds.Select(id => views.GetValueOrDefault(id))];
    }
}
