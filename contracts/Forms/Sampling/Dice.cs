namespace Hitl.Forms.Sampling;

/// <summary>Chance that can be repeated: SplitMix64, whose numbers do not change with the version of .NET.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>The seed of something named within something seeded.</summary>
    public static ulong Mix(ulong seed, string name) => name.Aggregate(Mix(seed), (hash, character) => Mix(hash ^ character));

    /// <summary>From 0 to before <paramref name="count"/>.</summary>
    public int Next(int count) => (int)(NextBits() % (ulong)count);

    /// <summary>From 0 to before 1.</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    public T Of<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }
}
