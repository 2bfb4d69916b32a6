using System.Globalization;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Hitl.Gateway.Routing;

/// <summary>Around YARP: refuses what no service should see, and says as a problem what went wrong on the way to a service.</summary>
internal sealed partial class AnswerForwardingFaults(RequestDelegate next, ILogger<AnswerForwardingFaults> logger)
{
    private const string TryAgainSoon = "5";
    private const string EncodedSlash = "%2f";

    public Task InvokeAsync(HttpContext context)
    {
        var bodyMax = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Limits.BodyBytesMax;
        if (context.Request.ContentLength > bodyMax) return AnswerTooLargeAsync(context);
        return IsAmbiguous(context.Request.Path.Value!, context.GetEndpoint()?.Metadata.GetMetadata<Route>() is { HasNames: true })
            ? Problems.WriteAsync(context, StatusCodes.Status404NotFound, "not_found", "There is no such thing here. Check the path and the ids in it.")
            : ForwardAsync(context);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is not { } fault || context.Response.HasStarted) return;
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        await AnswerAsync(context, fault);
    }

    private Task AnswerAsync(HttpContext context, IForwarderErrorFeature fault)
    {
        context.Response.Headers.Clear();
        var refusal = RefusalOf(fault.Exception);
        if (refusal?.StatusCode == StatusCodes.Status413PayloadTooLarge) return AnswerTooLargeAsync(context);
        switch (fault.Error)
        {
            case ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled:
                return Problems.WriteAsync(
                    context, refusal?.StatusCode ?? StatusCodes.Status400BadRequest, "body_broken", "The request's body could not be read to its end.");

            case ForwarderError.RequestTimedOut:
                Failed(fault.Exception, fault.Error, context.TraceIdentifier);
                context.Response.Headers.RetryAfter = TryAgainSoon;
                return Problems.WriteAsync(
                    context, StatusCodes.Status504GatewayTimeout, "timeout", $"A part that is needed did not answer in time. {WhatNow(context, fault)}");

            default:
                Failed(fault.Exception, fault.Error, context.TraceIdentifier);
                context.Response.Headers.RetryAfter = TryAgainSoon;
                return Problems.WriteAsync(
                    context, StatusCodes.Status503ServiceUnavailable, "service_unavailable", $"A part that is needed is not ready. {WhatNow(context, fault)}");
        }
    }

    /// <summary>Why Kestrel would not read the body on; YARP wraps it together with what that did to the copy.</summary>
    private static BadHttpRequestException? RefusalOf(Exception? fault) => fault switch
    {
        null => null,
        BadHttpRequestException refusal => refusal,
        AggregateException several => several.InnerExceptions.Select(RefusalOf).FirstOrDefault(refusal => refusal is not null),
        _ => RefusalOf(fault.InnerException),
    };

    /// <summary>What never reached the service was not done; of a change that did, only the service knows.</summary>
    private static string WhatNow(HttpContext context, IForwarderErrorFeature fault) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || NeverArrived(fault)
            ? "Nothing was done: try again soon."
            : "It may have been done all the same: look, or try again with the same Idempotency-Key.";

    private static bool NeverArrived(IForwarderErrorFeature fault) =>
        fault.Error == ForwarderError.NoAvailableDestinations
        || fault.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    /// <summary>
    /// Kestrel has resolved dot segments; an encoded slash would let a service see some that we did not. In a name it is a slash and nothing else, as
    /// long as there are no dots beside it.
    /// </summary>
    private static bool IsAmbiguous(string path, bool hasNames)
    {
        if (path.Contains('\\', StringComparison.Ordinal) || path.Contains("%5c", StringComparison.OrdinalIgnoreCase)) return true;
        if (!path.Contains(EncodedSlash, StringComparison.OrdinalIgnoreCase)) return false;
        return !hasNames || path.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase).Split('/').Any(segment => segment is "." or "..");
    }

    private static Task AnswerTooLargeAsync(HttpContext context) => Problems.WriteAsync(
        context,
        StatusCodes.Status413PayloadTooLarge,
        "body_too_large",
        string.Create(CultureInfo.InvariantCulture, $"A body may have {Limits.BodyBytesMax} bytes at the most."));

    [LoggerMessage(LogLevel.Warning, "Request {RequestId} could not be sent on: {Fault}")]
    private partial void Failed(Exception? exception, ForwarderError fault, string requestId);
}
