using Hitl.LocalEngine.Servers;

namespace Hitl.TestKit;

/// <summary>
/// PostgreSQL and RabbitMQ for a test run: those that <c>./hitl test</c> started once and names in HITL_TEST_POSTGRES and
/// HITL_TEST_RABBITMQ, else servers of this process's own, which end with it.
/// </summary>
public static class TestServers
{
    private static readonly Lazy<Task<string>> PostgresStart = new(StartPostgresAsync);
    private static readonly Lazy<Task<string>> RabbitStart = new(StartRabbitAsync);

    /// <summary>A connection string to the database <c>postgres</c>, as superuser.</summary>
    public static Task<string> PostgresAsync() => PostgresStart.Value;

    /// <summary>An <c>amqp://</c> address.</summary>
    public static Task<string> RabbitMqAsync() => RabbitStart.Value;

    private static async Task<string> StartPostgresAsync()
    {
        if (Environment.GetEnvironmentVariable("HITL_TEST_POSTGRES") is { Length: > 0 } given) return given;
        var server = await PostgresServer.StartAsync(new PostgresOptions(NewFolder("postgres")), CancellationToken.None);
        return server.ConnectionString;
    }

    private static async Task<string> StartRabbitAsync()
    {
        if (Environment.GetEnvironmentVariable("HITL_TEST_RABBITMQ") is { Length: > 0 } given) return given;
        var server = await RabbitMqServer.StartAsync(new RabbitMqOptions(NewFolder("rabbitmq")), CancellationToken.None);
        return server.ConnectionString;
    }

    private static string NewFolder(string server) => Directory.CreateTempSubdirectory($"hitl-test-{server}-").FullName;
}
