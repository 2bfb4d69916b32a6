using System.Net.Sockets;
using Hitl.LocalEngine.Processes;
using Npgsql;

namespace Hitl.LocalEngine.Hosting;

/// <summary>A server that runs elsewhere: all we do is see that it can be reached.</summary>
internal sealed class GivenServerUnit(string name, string given, StatusEntry status, LogBook log) : Unit(status, log), IConnectionSource
{
    public string ConnectionString { get; } = IsBroker(given) ? given : WithDatabase(given);

    public override async Task StartAsync(CancellationToken ct)
    {
        if (await ProblemAsync(ct) is { } problem)
            throw new StartFailedException(name, problem, [], $"see that the server in ConnectionStrings__{name} runs and can be reached from here");
    }

    public override async Task<IReadOnlyList<HealthReport>> CheckAsync(CancellationToken ct)
    {
        var problem = await ProblemAsync(ct);
        return [new HealthReport($"{name}_connection", problem is null, problem ?? "")];
    }

    private static bool IsBroker(string text) => text.StartsWith("amqp", StringComparison.OrdinalIgnoreCase);

    // Npgsql would else take the database that is named like the user.
    private static string WithDatabase(string text)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            parts.Database ??= "postgres";
            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            // Not a connection string at all: the first try to connect says so, with what to do.
            return text;
        }
    }

    private async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            if (IsBroker(ConnectionString))
            {
                var broker = new Uri(ConnectionString);
                using var client = new TcpClient();
                await client.ConnectAsync(broker.Host, broker.Port > 0 ? broker.Port : 5672, ct);
                return null;
            }
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or ArgumentException)
        {
            return e.Message;
        }
    }
}
