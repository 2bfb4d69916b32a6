using System.Text.Json;

namespace Hitl.Workforce.Domain.Simulation;

/// <summary>Where one field's value comes from.</summary>
/// <param name="Origin">Always the simulator.</param>
/// <param name="Agreement">How like the answers are to the value; null unless answers were compared.</param>
/// <param name="Support">How many answers are the value; null unless answers were compared.</param>
/// <param name="Of">How many answers there were; null unless they were compared.</param>
internal sealed record SimulatedOrigin(string Origin, double? Agreement, int? Support, int? Of);

/// <summary>What simulated people's answers come to.</summary>
/// <param name="Annotations">As the client will see them.</param>
/// <param name="Origins">By field.</param>
internal sealed record SimulatedResult(JsonElement Annotations, IReadOnlyDictionary<string, SimulatedOrigin> Origins)
{
    private const string Simulator = "simulator";

    /// <summary>The same result, of nobody.</summary>
    public static SimulatedResult Of(JobResult result) => new(
        result.Annotations,
        result.Annotations.EnumerateObject().Select(field => field.Name)
            .Union(result.Origins?.Keys ?? [], StringComparer.Ordinal)
            .ToDictionary(name => name, name => OriginOf(result.Origins?.GetValueOrDefault(name)), StringComparer.Ordinal));

    private static SimulatedOrigin OriginOf(FieldOrigin? origin) => new(Simulator, origin?.Agreement, origin?.Support, origin?.Of);
}
