namespace Hitl.Workforce.Domain;

/// <summary>
/// How often a sign-in may be tried. Failures make the next attempt wait, longer each time but never long: a stranger who guesses
/// must not lock the owner out.
/// </summary>
internal static class SignInLimits
{
    /// <summary>So many failures have no consequence.</summary>
    public const int FreeFailures = 5;

    /// <summary>Attempts from one network address within <see cref="AddressWindow"/>.</summary>
    public const int AttemptsPerAddress = 20;

    public static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(1);

    /// <summary>After so long without an attempt failures are forgotten.</summary>
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(24);

    /// <summary>How long the next attempt must wait after <paramref name="failures"/> in a row: 1, 2, 4, ... seconds from the fifth on.</summary>
    public static TimeSpan DelayAfter(int failures)
    {
        if (failures < FreeFailures) return TimeSpan.Zero;
        // Beyond 2^10 the cap holds anyway, and the shift would overflow.
        var seconds = 1 << Math.Min(failures - FreeFailures, 10);
        return seconds >= DelayMax.TotalSeconds ? DelayMax : TimeSpan.FromSeconds(seconds);
    }
}

/// <summary>The attempts to sign in with one e-mail address since the last that succeeded.</summary>
/// <param name="Failures">How many there were; one that is under way counts as failed until it succeeds, so that parallel guesses add up.</param>
/// <param name="BlockedUntil">No attempt is made before.</param>
/// <param name="LastAt">The newest attempt.</param>
internal sealed record SignInAttempts(int Failures, DateTimeOffset BlockedUntil, DateTimeOffset LastAt)
{
    /// <summary>How long to wait before the next attempt; null when it may be made.</summary>
    public TimeSpan? WaitAt(DateTimeOffset now) => BlockedUntil > now ? BlockedUntil - now : null;

    /// <summary>With one more attempt.</summary>
    public SignInAttempts Add(DateTimeOffset now)
    {
        var failures = now - LastAt > SignInLimits.ForgetAfter ? 1 : Failures + 1;
        return new SignInAttempts(failures, now + SignInLimits.DelayAfter(failures), now);
    }
}
