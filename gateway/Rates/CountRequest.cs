using System.Globalization;
using Hitl.Gateway.Edge;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Gateway.Rates;

/// <summary>How fast may you go? Every request with a credential that holds counts, whatever becomes of it.</summary>
internal sealed class CountRequest(RequestDelegate next, Quotas quotas)
{
    public Task InvokeAsync(HttpContext context)
    {
        var edge = EdgeRequest.Of(context);
        if (edge.Identity is not { Policy: { } policy } identity) return next(context);
        var counting = quotas.TakeAsync(identity.Subject, policy, context.RequestAborted);
        return counting.IsCompletedSuccessfully ? GoOnAsync(edge, counting.Result) : WaitAsync(edge, counting);
    }

    private async Task WaitAsync(EdgeRequest edge, ValueTask<Standing> counting) => await GoOnAsync(edge, await counting);

    private Task GoOnAsync(EdgeRequest edge, Standing standing)
    {
        edge.Standing = standing;
        return standing.IsAllowed ? next(edge.Context) : Problems.WriteAsync(
            edge.Context,
            StatusCodes.Status429TooManyRequests,
            "rate_limited",
            string.Create(CultureInfo.InvariantCulture, $"All {standing.Policy.Limit} requests of this minute are used up. Go on in {standing.SecondsLeft} s."));
    }
}
