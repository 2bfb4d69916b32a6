using System.Text.Json;
using Hitl.Jobs.Application;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>Lists of jobs, page by page; longer ones are read as many short pages, so that no slow client holds a connection.</summary>
internal sealed class JobLists(NpgsqlDataSource database, JobJson jobJson, TimeProvider time)
{
    /// <summary>Begins to read a page: newest first, behind <paramref name="after"/>.</summary>
    public async Task<JobListPage> OpenAsync(JobFilter filter, int limit, Guid? after, CancellationToken ct)
    {
        var now = time.GetInstant();
        var connection = await database.OpenConnectionAsync(ct);
        var command = JobListSql.Build(filter, limit, after, now);
        try
        {
            command.Connection = connection;
            var rows = await command.ExecuteReaderAsync(ct);
            return new JobListPage(connection, command, rows, await rows.ReadAsync(ct), jobJson, now);
        }
        catch
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>An open page: its rows are read as they are written.</summary>
internal sealed class JobListPage(
    NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader rows, bool hasRow, JobJson jobJson, DateTimeOffset now) : IAsyncDisposable
{
    private const int BytesMax = 256 * 1024;

    private bool _hasRow = hasRow;

    /// <summary>Where the next page goes on; null on the last one. Known before the first row is written.</summary>
    public Guid? Next { get; } = hasRow && !rows.IsDBNull(rows.FieldCount - 1) ? rows.GetGuid(rows.FieldCount - 1) : null;

    /// <summary>
    /// Writes rows until there are no more, or until there is enough to send; true when more are left. So memory stays flat however
    /// large the annotations are.
    /// </summary>
    public async Task<bool> WriteAsync(Utf8JsonWriter json, JobParts parts, CancellationToken ct)
    {
        var begun = json.BytesCommitted + json.BytesPending;
        while (_hasRow)
        {
            jobJson.Write(json, rows, now, parts);
            _hasRow = await rows.ReadAsync(ct);
            if (json.BytesCommitted + json.BytesPending - begun > BytesMax) return _hasRow;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
