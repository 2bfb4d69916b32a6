namespace Hitl.Workforce.Application;

/// <summary>Counts attempts to sign in, across all replicas and restarts.</summary>
internal interface ISignInThrottle
{
    /// <summary>Counts an attempt from <paramref name="address"/>; how long to wait instead when there were too many.</summary>
    Task<TimeSpan?> CountAddressAsync(string address, DateTimeOffset now, CancellationToken ct);

    /// <summary>Counts an attempt with this e-mail address as failed, before it is made; how long to wait instead when it may not be made.</summary>
    Task<TimeSpan?> CountAttemptAsync(string emailKey, DateTimeOffset now, CancellationToken ct);

    /// <summary>The attempt succeeded: earlier ones count no more.</summary>
    Task ForgetAsync(string emailKey, CancellationToken ct);

    /// <summary>Deletes what no longer makes anybody wait.</summary>
    Task PurgeAsync(DateTimeOffset now, CancellationToken ct);
}
