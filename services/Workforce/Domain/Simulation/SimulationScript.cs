using System.Globalization;

namespace Hitl.Workforce.Domain.Simulation;

/// <summary>How a simulated job ends.</summary>
internal enum SimulatedEnd
{
    /// <summary>With annotations.</summary>
    Done,

    /// <summary>With a problem.</summary>
    Error,

    /// <summary>As if its time were up.</summary>
    Expired,

    /// <summary>As if its client had canceled it.</summary>
    Canceled,
}

/// <summary>What a test job's client wants of the simulator: <c>metadata.simulate</c>.</summary>
/// <param name="End">How the job ends.</param>
internal sealed record SimulationScript(SimulatedEnd End)
{
    /// <summary>What there is to say.</summary>
    public const string Words = "done, error, expire, cancel, disagree, slow:30s (also ms and m, up to an hour)";

    /// <summary>Nothing is simulated for longer.</summary>
    public static readonly TimeSpan WorkMax = TimeSpan.FromHours(1);

    private const string SlowPrefix = "slow:";

    // Longer units first: ms ends in s.
    private static readonly (string Suffix, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000)];

    /// <summary>For how long the job is worked on; null: as short as usual.</summary>
    public TimeSpan? Work { get; init; }

    /// <summary>Whether each answer differs from the others.</summary>
    public bool Disagrees { get; init; }

    /// <summary>Null for a word that is none of <see cref="Words"/>; without any, the job is done.</summary>
    public static SimulationScript? Read(string? word) => word switch
    {
        null or "done" => new SimulationScript(SimulatedEnd.Done),
        "error" => new SimulationScript(SimulatedEnd.Error),
        "expire" => new SimulationScript(SimulatedEnd.Expired),
        "cancel" => new SimulationScript(SimulatedEnd.Canceled),
        "disagree" => new SimulationScript(SimulatedEnd.Done) { Disagrees = true },
        _ => word.StartsWith(SlowPrefix, StringComparison.Ordinal) && ReadTime(word[SlowPrefix.Length..]) is { } work
            ? new SimulationScript(SimulatedEnd.Done) { Work = work }
            : null,
    };

    private static TimeSpan? ReadTime(string text)
    {
        var unit = Units.FirstOrDefault(candidate => text.EndsWith(candidate.Suffix, StringComparison.Ordinal));
        if (unit.Suffix is null || !uint.TryParse(text[..^unit.Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return TimeSpan.FromMilliseconds(Math.Min(count * unit.Milliseconds, WorkMax.TotalMilliseconds));
    }
}
