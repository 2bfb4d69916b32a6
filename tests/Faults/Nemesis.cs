using Hitl.TestKit;
using Hitl.TestKit.Driving;

namespace Hitl.Faults;

/// <summary>
/// Kills parts of a running system at random, by a seed that is printed. All victims are up before the next is killed, or a machine that
/// starts them more slowly than we kill would never get anything done that could be lost; but some are killed twice, while they start.
/// </summary>
internal sealed class Nemesis(HitlSystem system, int seed, params string[] victims)
{
    private const int OneInSoManyTwice = 4;
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(seed);
    private readonly HashSet<int> _killed = [];

    /// <summary>Kills so many processes.</summary>
    public async Task RageAsync(int processes, CancellationToken ct)
    {
        TestContext.Progress.WriteLine($"nemesis: seed {seed}, victims {string.Join(", ", victims)}");
        while (_killed.Count < processes)
        {
            await Eventually.AssertAsync(AllAreUp, "what was killed is up again", ToStart);
            await PauseAsync(1000, ct);
            var victim = victims[_random.Next(victims.Length)];
            Kill(victim);
            if (_random.Next(OneInSoManyTwice) > 0) continue;
            await PauseAsync(1000, ct);
            Kill(victim);
        }
    }

    private void Kill(string victim) => _killed.UnionWith(system.Kill(victim));

    private bool AllAreUp() => system.State().Parts
        .Where(part => victims.Contains(part.Name, StringComparer.Ordinal))
        .All(part => part is { Healthy: true, ProcessId: { } process } && !_killed.Contains(process));

    private Task PauseAsync(int millisecondsMax, CancellationToken ct) => Task.Delay(TimeSpan.FromMilliseconds(_random.Next(millisecondsMax)), ct);
}
