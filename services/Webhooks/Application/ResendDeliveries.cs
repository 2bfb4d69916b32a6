namespace Hitl.Webhooks.Application;

/// <summary>Sends all ended deliveries of one state and a range of time again.</summary>
internal sealed class ResendDeliveries(IDeliveryStore deliveries)
{
    /// <summary>One transaction stays short; for more, the client calls again: what was resent has left the state it asked for.</summary>
    private const int Max = 10_000;

    /// <returns>How many, and whether there are more.</returns>
    public async Task<(int Count, bool HasMore)> RunAsync(ResendRange range, CancellationToken ct)
    {
        var count = await deliveries.ResendAsync(range, Max, ct);
        return (count, count == Max);
    }
}
