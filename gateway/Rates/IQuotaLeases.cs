namespace Hitl.Gateway.Rates;

/// <summary>The table that all gateways take their shares from.</summary>
internal interface IQuotaLeases
{
    /// <summary>
    /// Takes <paramref name="wanted"/> requests of a minute for <paramref name="subject"/>; returns how many all gateways have taken
    /// of it so far, these included, or null while the table cannot be reached.
    /// </summary>
    Task<long?> TakeAsync(Guid subject, DateTimeOffset minute, int wanted);

    /// <summary>Whether the table could not be reached when it was last tried: gateways count for themselves then.</summary>
    bool IsDown { get; }

    /// <summary>False for a while after a failure.</summary>
    bool IsWorthTrying { get; }

    /// <summary>Deletes the minutes before <paramref name="oldest"/>.</summary>
    Task PurgeAsync(DateTimeOffset oldest, CancellationToken ct);
}
