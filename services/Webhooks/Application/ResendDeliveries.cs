namespace Hitl.Webhooks.Application;

/// <summary>Sends all ended deliveries of a range again, some at a time.</summary>
internal sealed class ResendDeliveries(IDeliveryStore deliveries)
{
    /// <summary>One transaction stays short; for more, whoever asks calls again from where this one ended.</summary>
    public const int Max = 10_000;

    /// <returns>How many, and the last of them when there may be more.</returns>
    public async Task<Resent> RunAsync(ResendRange range, int max, CancellationToken ct)
    {
        var resent = await deliveries.ResendAsync(range, max, ct);
        return resent.Count == max ? resent : resent with { Last = null };
    }
}
