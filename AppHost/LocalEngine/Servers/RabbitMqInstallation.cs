using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Servers;

/// <summary>Where the machine's RabbitMQ is.</summary>
internal sealed record RabbitMqInstallation(string Server, string Control, string Epmd)
{
    // Debian's commands on PATH insist on root and the system-wide node; the real ones lie here.
    private const string Debian = "/usr/lib/rabbitmq/bin";

    public static RabbitMqInstallation? Find() =>
        Executables.Find("rabbitmq-server", Debian) is { } server && Executables.Find("rabbitmqctl", Debian) is { } control && Executables.Find("epmd") is { } epmd
            ? new RabbitMqInstallation(server, control, epmd)
            : null;
}
