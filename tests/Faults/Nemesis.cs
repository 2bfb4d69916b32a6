using Hitl.TestKit.Driving;

namespace Hitl.Faults;

/// <summary>Kills parts of a running system at random, by a seed that is printed.</summary>
internal sealed class Nemesis(HitlSystem system, int seed, params string[] victims)
{
    private readonly Random _random = new(seed);

    /// <summary>Kills until cancelled; returns how often.</summary>
    public async Task<int> RageAsync(CancellationToken until)
    {
        var kills = 0;
        TestContext.Progress.WriteLine($"nemesis: seed {seed}, victims {string.Join(", ", victims)}");
        while (true)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(500, 2500)), until);
            }
            catch (OperationCanceledException)
            {
                return kills;
            }

            system.Kill(victims[_random.Next(victims.Length)]);
            kills++;
        }
    }
}
