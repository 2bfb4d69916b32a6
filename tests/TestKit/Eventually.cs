using System.Diagnostics;

namespace Hitl.TestKit;

/// <summary>Waits for a condition, with a deadline, and says what was seen last when it is not met.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Polls <paramref name="read"/> until <paramref name="isMet"/>; returns what was read then.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isMet, string what, TimeSpan? timeout = null)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var seen = await read();
            if (isMet(seen)) return seen;
            if (clock.Elapsed > (timeout ?? DefaultTimeout)) Assert.Fail($"Not within {timeout ?? DefaultTimeout}: {what}. Last seen: {seen}");
            await Task.Delay(Between);
        }
    }

    /// <summary>Polls until <paramref name="isMet"/>.</summary>
    public static Task AssertAsync(Func<Task<bool>> isMet, string what, TimeSpan? timeout = null) =>
        GetAsync(isMet, met => met, what, timeout);

    /// <summary>Polls until <paramref name="isMet"/>.</summary>
    public static Task AssertAsync(Func<bool> isMet, string what, TimeSpan? timeout = null) =>
        AssertAsync(() => Task.FromResult(isMet()), what, timeout);
}
