using System.Globalization;
using System.Security.Cryptography;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Servers;

/// <summary>Names, ports, files and environment of one node; no two systems share any of them.</summary>
internal sealed class RabbitMqNode
{
    private readonly ServerDirectory _directory;
    private readonly Account? _account;
    private readonly string _user;
    private readonly string _name;
    private readonly int _distributionPort;
    private readonly int _epmdPort;

    public RabbitMqNode(ServerDirectory directory, Account? account, string user, int? port)
    {
        (_directory, _account, _user) = (directory, account, user);
        Password = directory.Kept("password", ServerDirectory.NewPassword);
        Port = port ?? directory.KeptPort("port");
        // Queues belong to the node's name: it must never change once they exist.
        _name = directory.Kept("node", () => $"hitl-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}@localhost");
        _distributionPort = directory.KeptPort("distribution-port");
        _epmdPort = directory.KeptPort("epmd-port");
    }

    public int Port { get; }

    public string Password { get; }

    public void WriteConfiguration()
    {
        _directory.Folder("mnesia");
        _directory.Folder("log");
        _directory.Folder("config");
        // Stand in for the system-wide files, which would else be read.
        _directory.Write("rabbitmq-env.conf", "");
        _directory.Write("advanced.config", "[].\n");
        _directory.Write("enabled_plugins", "[].\n");
        _directory.Write("rabbitmq.conf", $"""
            listeners.tcp.1 = 127.0.0.1:{Text(Port)}
            default_user = {_user}
            default_pass = {Password}
            log.console = true
            log.console.level = info
            log.file = false
            vm_memory_high_watermark.absolute = 1GB
            disk_free_limit.absolute = 200MB

            """);
    }

    public ProcessSpec Spec(string fileName, IReadOnlyList<string> arguments, Action<string>? output)
    {
        var environment = ServerProcess.Environment(_directory.Path);
        foreach (var (name, value) in Environment()) environment[name] = value;
        return new ProcessSpec(fileName, arguments)
        {
            Environment = environment,
            WorkingDirectory = _directory.Path,
            RunAs = _account,
            Output = line => output?.Invoke(line.Text),
        };
    }

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["RABBITMQ_NODENAME"] = _name,
        ["RABBITMQ_CONF_ENV_FILE"] = _directory.File("rabbitmq-env.conf"),
        ["RABBITMQ_CONFIG_FILE"] = _directory.File("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = _directory.File("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _directory.File("enabled_plugins"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = _directory.File("config"),
        ["RABBITMQ_MNESIA_BASE"] = _directory.File("mnesia"),
        ["RABBITMQ_LOG_BASE"] = _directory.File("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = _directory.File("pid"),
        ["RABBITMQ_DIST_PORT"] = Text(_distributionPort),
        ["ERL_EPMD_PORT"] = Text(_epmdPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_CRASH_DUMP_SECONDS"] = "0",
        // The start script then becomes the server instead of staying as its parent, so that our signals reach the server itself.
        ["RABBITMQ_ALLOW_INPUT"] = "true",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
