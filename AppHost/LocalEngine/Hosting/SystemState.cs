using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hitl.LocalEngine.Hosting;

/// <summary>How far a system is.</summary>
public enum SystemPhase
{
    /// <summary>Not all parts are healthy yet.</summary>
    Starting,

    /// <summary>All parts were healthy.</summary>
    Ready,

    /// <summary>It is being stopped.</summary>
    Stopping,

    /// <summary>Stopped on demand.</summary>
    Stopped,

    /// <summary>A part could not be started.</summary>
    Failed,
}

/// <summary>One part of a system, as others than the engine see it.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Replica">Counts the replicas, from 1.</param>
/// <param name="Type">Project, Executable, ...</param>
/// <param name="State">Running, Waiting, ...</param>
/// <param name="Healthy">Whether it runs and all its probes are well.</param>
/// <param name="Url">Its address.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="Restarts">How often it was started again after it ended.</param>
public sealed record PartState(string Name, int Replica, string Type, string State, bool Healthy, string? Url, int? ProcessId, int Restarts);

/// <summary>What an engine leaves in <c>state.json</c> for status, down, logs and other programs.</summary>
/// <param name="ProcessId">The engine's process.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Parts">Every part.</param>
/// <param name="Dashboard">The dashboard's address, with the token that logs in.</param>
/// <param name="OutboundAllow">Which private addresses customers' URLs may reach.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record SystemState(int ProcessId, SystemPhase Phase, IReadOnlyList<PartState> Parts, string? Dashboard, string? OutboundAllow, string? Failure)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The address of a part, such as <c>gateway</c>.</summary>
    public string? UrlOf(string name) => Parts.FirstOrDefault(part => part.Name == name)?.Url;

    /// <summary>What the last engine on that data directory wrote, or null when there was none.</summary>
    public static SystemState? Read(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        return File.Exists(path) ? JsonSerializer.Deserialize<SystemState>(File.ReadAllBytes(path), Json) : null;
    }

    internal Task WriteAsync(string dataDirectory, CancellationToken ct) => PrivateFile.WriteAsync(PathIn(dataDirectory), JsonSerializer.Serialize(this, Json), ct);

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "state.json");
}
