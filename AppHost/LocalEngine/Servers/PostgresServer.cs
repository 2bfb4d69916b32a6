using System.Globalization;
using Hitl.LocalEngine.Processes;
using Npgsql;

namespace Hitl.LocalEngine.Servers;

/// <summary>
/// A real PostgreSQL as a child process: the machine's own binaries, loopback only, password generated, every commit on disk.
/// It stops with this process, however this process ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser's name.</summary>
    public const string UserName = "hitl";

    private const string Part = "postgres";
    private const string WhatToDo = "./hitl doctor; or give a server of your own in ConnectionStrings__postgres";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    private readonly PostgresOptions _options;
    private readonly ServerDirectory _directory;
    private readonly Account? _account;
    private readonly string _binaries;
    private ChildProcess? _child;

    private PostgresServer(PostgresOptions options)
    {
        _options = options;
        _binaries = FindBinaries();
        _account = Account.ForServer("postgres", "nobody");
        _directory = ServerDirectory.Open(options.DataDirectory, _account);
        Password = _directory.Kept("password", ServerDirectory.NewPassword);
        Port = options.Port ?? _directory.KeptPort("port");
    }

    /// <summary>The port on 127.0.0.1; the same after <see cref="RestartAsync"/>.</summary>
    public int Port { get; }

    /// <summary>The superuser's generated password.</summary>
    public string Password { get; }

    /// <summary>Leads to the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString => ConnectionStringTo("postgres");

    /// <summary>The postmaster's process id, for tests that stop or kill it themselves.</summary>
    public int ProcessId => Child.Id;

    /// <summary>Completes when the server ends, wanted or not.</summary>
    public Task Exited => Child.Exited;

    internal Task<int> ExitCode => Child.Exited;

    private ChildProcess Child => _child ?? throw new InvalidOperationException("PostgreSQL was never started.");

    /// <summary>Starts the server, making its data directory first if there is none, and waits until it answers.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var server = new PostgresServer(options);
        try
        {
            await server.InitializeAsync(ct);
            await server.RestartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The folder of the newest PostgreSQL's binaries, or null when none is installed.</summary>
    public static string? BinariesFolder()
    {
        string[] packaged = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorVersion).Select(version => Path.Combine(version, "bin"))]
            : [];
        return Path.GetDirectoryName(Executables.Find("postgres", packaged));
    }

    /// <summary>Leads to a database of this server, as superuser.</summary>
    public string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = UserName,
        Password = Password,
        Database = database,
    }.ConnectionString;

    /// <summary>Makes the database unless it is there.</summary>
    public Task CreateDatabaseAsync(string name, CancellationToken ct) => PostgresDatabases.CreateAsync(ConnectionString, name, ct);

    /// <summary>Starts the server again on the same port and data, after a stop or a kill.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        _child?.Dispose();
        _child = await ChildProcess.StartAsync(Spec("postgres", ServerArguments()), ct);
        await ServerProcess.WaitUntilReadyAsync(Part, _child, AnswersAsync, StartTimeout, WhatToDo, ct);
    }

    /// <summary>A clean stop: sessions are ended, everything is written.</summary>
    public async Task StopAsync() => await Child.StopAsync((Posix.SigInt, StopGrace), (Posix.SigQuit, TimeSpan.FromSeconds(5)));

    /// <summary>Stops at once, without a checkpoint, as <c>pg_ctl stop -m immediate</c> does; the next start recovers from the log.</summary>
    public async Task KillAsync() => await Child.StopAsync((Posix.SigQuit, TimeSpan.FromSeconds(10)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_child is null) return;
        await StopAsync();
        _child.Dispose();
    }

    private async Task InitializeAsync(CancellationToken ct)
    {
        if (File.Exists(_directory.File("data/PG_VERSION"))) return;
        // A data folder without a version file is an initdb that was interrupted: it refuses to start on it again.
        if (Directory.Exists(_directory.File("data"))) Directory.Delete(_directory.File("data"), recursive: true);
        var (exitCode, lines) = await ChildProcess.RunAsync(Spec("initdb",
        [
            "--pgdata", _directory.File("data"), "--username", UserName, "--pwfile", _directory.File("password"), "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums",
        ]), ct);
        if (exitCode != 0) throw new StartFailedException(Part, $"initdb exited with code {exitCode}", lines, WhatToDo);
    }

    private List<string> ServerArguments()
    {
        var arguments = new List<string> { "-D", _directory.File("data") };
        foreach (var setting in (ReadOnlySpan<string>)
        [
            $"port={Port.ToString(CultureInfo.InvariantCulture)}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            $"max_connections={_options.MaxConnections.ToString(CultureInfo.InvariantCulture)}",
            "shared_buffers=128MB",
            "max_wal_size=1GB",
            "fsync=on",
            "synchronous_commit=on",
            "logging_collector=off",
            "log_line_prefix=%m [%p] %d ",
            "cluster_name=hitl",
        ])
        {
            arguments.AddRange(["-c", setting]);
        }
        return arguments;
    }

    // SIGINT is PostgreSQL's own orderly stop: when the engine is killed, its database still closes cleanly.
    private ProcessSpec Spec(string binary, IReadOnlyList<string> arguments) => new(Path.Combine(_binaries, binary), arguments)
    {
        Environment = ServerProcess.Environment(_directory.Path),
        WorkingDirectory = _directory.Path,
        RunAs = _account,
        DeathSignal = Posix.SigInt,
        Output = line => _options.Output?.Invoke(line.Text),
    };

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string FindBinaries() => BinariesFolder() ?? throw new StartFailedException(
        Part, "PostgreSQL is not installed", [], "apt-get install postgresql (or your system's way), or give a server in ConnectionStrings__postgres");

    private static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
