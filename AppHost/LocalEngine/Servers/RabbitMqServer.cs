using System.Net;
using System.Net.Sockets;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Servers;

/// <summary>
/// A real RabbitMQ as a child process, with an epmd of its own: loopback only, password generated, no plugin.
/// Both stop with this process, however this process ends.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>The only user's name; it may do everything.</summary>
    public const string UserName = "hitl";

    private const string Part = "rabbitmq";
    private const string WhatToDo = "./hitl doctor; or give a server of your own in ConnectionStrings__rabbitmq";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    private readonly RabbitMqInstallation _installation;
    private readonly RabbitMqNode _node;
    private readonly Action<string>? _output;
    private ChildProcess? _epmd;
    private ChildProcess? _child;

    private RabbitMqServer(RabbitMqOptions options)
    {
        _installation = RabbitMqInstallation.Find() ?? throw new StartFailedException(
            Part, "RabbitMQ is not installed", [], "apt-get install rabbitmq-server (or your system's way), or give a server in ConnectionStrings__rabbitmq");
        var account = Account.ForServer("rabbitmq", "nobody");
        _node = new RabbitMqNode(ServerDirectory.Open(options.DataDirectory, account), account, UserName, options.Port);
        _output = options.Output;
    }

    /// <summary>The AMQP port on 127.0.0.1; the same after <see cref="RestartAsync"/>.</summary>
    public int Port => _node.Port;

    /// <summary>The user's generated password.</summary>
    public string Password => _node.Password;

    /// <summary>The address with user and password, for the virtual host <c>/</c>.</summary>
    public string ConnectionString => $"amqp://{UserName}:{Password}@127.0.0.1:{Port}";

    /// <summary>The process id of Erlang's virtual machine, for tests that stop or kill it themselves.</summary>
    public int ProcessId => Child.Id;

    /// <summary>Completes when the server ends, wanted or not.</summary>
    public Task Exited => Child.Exited;

    internal Task<int> ExitCode => Child.Exited;

    private ChildProcess Child => _child ?? throw new InvalidOperationException("RabbitMQ was never started.");

    /// <summary>The program that would be started, or null when none is installed.</summary>
    public static string? Program() => RabbitMqInstallation.Find()?.Server;

    /// <summary>Starts the server and waits until it speaks AMQP.</summary>
    public static async Task<RabbitMqServer> StartAsync(RabbitMqOptions options, CancellationToken ct)
    {
        var server = new RabbitMqServer(options);
        try
        {
            await server.RestartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again on the same port and data, after a stop or a kill.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        _node.WriteConfiguration();
        if (_epmd is not { IsRunning: true })
        {
            // Without one of ours, RabbitMQ would start a daemon that outlives it and listens on every address.
            _epmd = await ChildProcess.StartAsync(_node.Spec(_installation.Epmd, ["-address", "127.0.0.1"], output: null), ct);
        }
        _child?.Dispose();
        _child = await ChildProcess.StartAsync(_node.Spec(_installation.Server, [], _output), ct);
        await ServerProcess.WaitUntilReadyAsync(Part, _child, SpeaksAmqpAsync, StartTimeout, WhatToDo, ct);
    }

    /// <summary>A clean stop: queues are written, connections are closed.</summary>
    public async Task StopAsync()
    {
        await Child.StopAsync((Posix.SigTerm, StopGrace));
        if (_epmd is not null) await _epmd.KillAsync();
    }

    /// <summary>SIGKILL, as the kernel or a power cut would.</summary>
    public Task KillAsync() => Child.KillAsync();

    /// <summary>Runs <c>rabbitmqctl</c> on this node and gives what it wrote; throws when it fails.</summary>
    public async Task<IReadOnlyList<string>> ControlAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var (exitCode, lines) = await ChildProcess.RunAsync(_node.Spec(_installation.Control, arguments, output: null), ct);
        return exitCode == 0 ? lines : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} exited with code {exitCode}: {string.Join('\n', lines)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await StopAsync();
            _child.Dispose();
        }
        _epmd?.Dispose();
    }

    // An open port is not yet a broker: only one that answers the protocol header with a method frame (type 1) is up.
    private async Task<bool> SpeaksAmqpAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, ct);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), ct);
            var frame = new byte[1];
            return await client.GetStream().ReadAsync(frame, ct) == 1 && frame[0] == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
