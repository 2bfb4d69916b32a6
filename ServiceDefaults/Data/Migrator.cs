using System.Reflection;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hitl.ServiceDefaults.Data;

/// <summary>
/// Brings a service's database up to date: creates it where it is missing, then runs each numbered <c>.sql</c> file embedded in
/// the service once, in order, under an advisory lock, so that any number of replicas may start together.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource database, DatabaseSettings settings, ILogger<Migrator> logger)
{
    private const long LockId = 0x4869_746C;

    private const string CreateHistorySql = """
        CREATE TABLE IF NOT EXISTS migration (
            name       text        PRIMARY KEY,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <summary>Runs what is new of the defaults' own migrations, then of <paramref name="service"/>'s.</summary>
    public async Task MigrateAsync(Assembly service, CancellationToken ct)
    {
        await CreateDatabaseAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@LockId)", new { LockId }, cancellationToken: ct));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(CreateHistorySql, cancellationToken: ct));
            var applied = (await connection.QueryAsync<string>(new CommandDefinition("SELECT name FROM migration", cancellationToken: ct)))
                .ToHashSet(StringComparer.Ordinal);
            foreach (var migration in FilesOf(typeof(Migrator).Assembly, "defaults/").Concat(FilesOf(service, "")))
            {
                if (!applied.Contains(migration.Name)) await ApplyAsync(connection, migration, ct);
            }
        }
        finally
        {
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockId)", new { LockId });
        }

        // Types made by a migration are unknown to connections that were opened before it.
        await connection.ReloadTypesAsync(ct);
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO migration (name) VALUES (@Name)", new { migration.Name }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        Applied(migration.Name);
    }

    private async Task CreateDatabaseAsync(CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        try
        {
            await using var probe = await database.OpenConnectionAsync(ct);
            return;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            CreatingDatabase(target.Database!);
        }

        var server = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        try
        {
            var name = new NpgsqlCommandBuilder().QuoteIdentifier(target.Database!);
            await connection.ExecuteAsync(new CommandDefinition($"CREATE DATABASE {name}", cancellationToken: ct));
        }
        catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was first.
        }
    }

    private static IEnumerable<Migration> FilesOf(Assembly assembly, string prefix)
    {
        const string folder = ".Migrations.";
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => (Resource: resource, Name: resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..]))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new Migration(prefix + file.Name, Read(assembly, file.Resource)));
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [LoggerMessage(LogLevel.Information, "Migration {Name} applied")]
    private partial void Applied(string name);

    [LoggerMessage(LogLevel.Information, "Database {Name} does not exist yet: creating it")]
    private partial void CreatingDatabase(string name);

    private sealed record Migration(string Name, string Sql);
}
