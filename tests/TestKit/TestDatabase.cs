using Dapper;
using Npgsql;

namespace Hitl.TestKit;

/// <summary>An empty database of its own for a test, dropped at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>Leads to the database, as superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>For looking at rows from a test.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Creates a database with a name of its own.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await TestServers.PostgresAsync();
        var name = $"test_{Guid.CreateVersion7():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        return new TestDatabase(server, name);
    }

    /// <summary>One value.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    /// <summary>Many rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>Runs a statement.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Every row of every table as text, for tests that look for what must not be there.</summary>
    public async Task<string> DumpAsync()
    {
        var tables = await QueryAsync<string>("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");
        var rows = new List<string>();
        foreach (var table in tables)
        {
            var content = await QueryAsync<string>($"SELECT row_to_json(t)::text FROM {table} t");
            rows.AddRange(content.Select(row => $"{table}: {row}"));
        }

        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using var connection = new NpgsqlConnection(_server);
        await connection.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }
}
