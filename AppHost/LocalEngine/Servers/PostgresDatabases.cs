using Npgsql;

namespace Hitl.LocalEngine.Servers;

internal static class PostgresDatabases
{
    /// <summary>Makes the database unless it is there; two at once are no error.</summary>
    public static async Task CreateAsync(string connectionString, string name, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using (var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } })
        {
            if (await exists.ExecuteScalarAsync(ct) is not null) return;
        }
        try
        {
            // CREATE DATABASE takes no parameters; the name is ours, and quoted all the same.
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another caller made it between the look and the statement.
        }
    }
}
