using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Hitl.LocalEngine.Servers;
using Npgsql;

namespace Hitl.Benchmarks.Floors;

/// <summary>The least that a durable row costs: PostgreSQL's own benchmark, one prepared insert and one commit each time.</summary>
internal static partial class Pgbench
{
    private const string Script = "INSERT INTO bench_floor (id, body) VALUES (gen_random_uuid(), '{\"project_id\": \"p\", \"status\": \"new\"}');";

    public static async Task<Figures> InsertAsync(string connectionString, int clients, TimeSpan duration)
    {
        await CreateTableAsync(connectionString);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script);
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(PostgresServer.BinariesFolder()!, "pgbench"))
        {
            ArgumentList =
            {
                "--no-vacuum", "--protocol", "prepared", "--client", Text(clients), "--jobs", "2", "--time", Text((int)duration.TotalSeconds),
                "--file", script, "--host", server.Host!, "--port", Text(server.Port), "--username", server.Username!, server.Database!,
            },
            Environment = { ["PGPASSWORD"] = server.Password },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);

        var rate = Rate().Match(output);
        if (!rate.Success) throw new InvalidOperationException($"pgbench failed: {output}");
        var latency = double.Parse(Latency().Match(output).Groups["figure"].Value, CultureInfo.InvariantCulture);
        return new Figures(double.Parse(rate.Groups["figure"].Value, CultureInfo.InvariantCulture), latency, latency, null);
    }

    /// <summary>The least that a thousand rows cost: one statement over arrays, one commit.</summary>
    public static async Task<Figures> UnnestAsync(string connectionString, int rows, TimeSpan duration)
    {
        await CreateTableAsync(connectionString);
        var ids = Enumerable.Range(0, rows).Select(_ => "").ToArray();
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await Load.RunAsync(1, duration, async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await connection.ExecuteAsync(
                "INSERT INTO bench_floor (id, body) SELECT gen_random_uuid(), '{\"project_id\": \"p\", \"status\": \"new\"}' || b FROM unnest(@ids) b", new { ids });
        }, operationsEach: rows);
    }

    private static async Task CreateTableAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS bench_floor (id uuid PRIMARY KEY, body text NOT NULL)");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("tps = (?<figure>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex("latency average = (?<figure>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latency();
}
