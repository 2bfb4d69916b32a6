using System.Globalization;
using System.Text;
using Hitl.LocalEngine.Hosting;

namespace Hitl.LocalEngine.Console;

/// <summary>The table of parts: name, state, health, address.</summary>
public static class StatusTable
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    /// <summary>The table of a running or finished system.</summary>
    public static string Draw(SystemState state, bool colours)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Draw(state.Parts.Select(part => new Row(NameOf(part.Name, part.Replica), part.State, HealthOf(part.State, part.Healthy), part.Url ?? "", part.ProcessId, part.Restarts)), colours);
    }

    internal sealed record Row(string Name, string State, string Health, string Address, int? ProcessId, int Restarts);

    internal static Row RowOf(ResourceStatus status) => new(
        NameOf(status.Name, status.Replica), Describe(status), HealthOf(status.State.ToString(), status.IsHealthy), status.Url ?? "", status.ProcessId, status.Restarts);

    internal static string Describe(ResourceStatus status) => status.State switch
    {
        ResourceState.Waiting => $"Waiting for {string.Join(", ", status.WaitingFor)}",
        ResourceState.Running when !status.IsHealthy => "Running, not healthy",
        ResourceState.Exited when status.ExitCode is { } code => string.Create(CultureInfo.InvariantCulture, $"Exited with code {code}"),
        _ => status.State.ToString(),
    };

    internal static string Draw(IEnumerable<Row> parts, bool colours)
    {
        var rows = parts.ToList();
        if (rows.Count == 0) return "";
        var (name, state) = (rows.Max(row => row.Name.Length) + 2, rows.Max(row => row.State.Length) + 2);
        var text = new StringBuilder();
        text.Append("NAME".PadRight(name)).Append("STATE".PadRight(state)).Append("HEALTH     PID      RESTARTS  ADDRESS\n");
        foreach (var row in rows)
        {
            text.Append(row.Name.PadRight(name)).Append(row.State.PadRight(state));
            text.Append(Coloured(row.Health.PadRight(11), row.Health, colours));
            text.Append((row.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "").PadRight(9));
            text.Append(row.Restarts.ToString(CultureInfo.InvariantCulture).PadRight(10)).Append(row.Address).Append('\n');
        }
        return text.ToString();
    }

    private static string NameOf(string name, int replica) => replica == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{replica}");

    private static string HealthOf(string state, bool healthy) => healthy ? "healthy" : state == nameof(ResourceState.Running) ? "unhealthy" : "-";

    private static string Coloured(string text, string health, bool colours) => !colours ? text : health switch
    {
        "healthy" => Green + text + Plain,
        "unhealthy" => Red + text + Plain,
        _ => Yellow + text + Plain,
    };
}
