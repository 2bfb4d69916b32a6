using Hitl.LocalEngine.Processes;
using Hitl.LocalEngine.Servers;
using Npgsql;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Something whose connection string others are given once it runs.</summary>
internal interface IConnectionSource
{
    string ConnectionString { get; }
}

/// <summary>Our own PostgreSQL.</summary>
internal sealed class PostgresUnit(string directory, StatusEntry status, LogBook log) : Unit(status, log), IConnectionSource
{
    private PostgresServer? _server;

    public override Task<int> Exited => _server?.ExitCode ?? base.Exited;

    public string ConnectionString => Started.ConnectionString;

    private PostgresServer Started => _server ?? throw new InvalidOperationException("PostgreSQL has not been started yet.");

    public override async Task StartAsync(CancellationToken ct)
    {
        if (_server is null) _server = await PostgresServer.StartAsync(new PostgresOptions(directory, Output: line => Log.Append(line, isError: false)), ct);
        else await _server.RestartAsync(ct);
        Status.Change(status => status with { ProcessId = _server.ProcessId, Url = $"tcp://127.0.0.1:{_server.Port}" });
    }

    public override Task StopAsync() => _server?.StopAsync() ?? Task.CompletedTask;
}

/// <summary>Our own RabbitMQ.</summary>
internal sealed class RabbitMqUnit(string directory, StatusEntry status, LogBook log) : Unit(status, log), IConnectionSource
{
    private RabbitMqServer? _server;

    public override Task<int> Exited => _server?.ExitCode ?? base.Exited;

    public string ConnectionString => Started.ConnectionString;

    private RabbitMqServer Started => _server ?? throw new InvalidOperationException("RabbitMQ has not been started yet.");

    public override async Task StartAsync(CancellationToken ct)
    {
        if (_server is null) _server = await RabbitMqServer.StartAsync(new RabbitMqOptions(directory, Output: line => Log.Append(line, isError: false)), ct);
        else await _server.RestartAsync(ct);
        Status.Change(status => status with { ProcessId = _server.ProcessId, Url = $"tcp://127.0.0.1:{_server.Port}" });
    }

    public override Task StopAsync() => _server?.StopAsync() ?? Task.CompletedTask;
}

/// <summary>A database on a PostgreSQL of ours or elsewhere: made when it is missing.</summary>
internal sealed class DatabaseUnit(string database, IConnectionSource server, StatusEntry status, LogBook log) : Unit(status, log), IConnectionSource
{
    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;

    public override async Task StartAsync(CancellationToken ct)
    {
        try
        {
            await PostgresDatabases.CreateAsync(server.ConnectionString, database, ct);
        }
        catch (NpgsqlException e)
        {
            throw new StartFailedException(database, e.Message, [], $"create the database {database} yourself, or give a user that may");
        }
    }
}
