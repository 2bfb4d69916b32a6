using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// The last word on exceptions: a broken dependency is 503 with <c>Retry-After</c>, a body that Kestrel refused keeps its status,
/// anything else is a bug and 500. Never a stack trace, SQL or a host name.
/// </summary>
internal sealed partial class UnhandledExceptionHandler(ILogger<UnhandledExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when IsBrokenDependency(exception) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
            DependencyDown(exception, httpContext.TraceIdentifier);
        }
        else if (status >= StatusCodes.Status500InternalServerError)
        {
            Unhandled(exception, httpContext.TraceIdentifier);
        }

        await Problems.WriteAsync(httpContext, status, Titles.CodeOf(status), Titles.DetailOf(status));
        return true;
    }

    private static bool IsBrokenDependency(Exception exception) => exception switch
    {
        NpgsqlException { IsTransient: true } or HttpRequestException or TimeoutException => true,
        // A server that is being shut down or is starting: 57P01 to 57P05.
        PostgresException { SqlState: var state } => state.StartsWith("57P", StringComparison.Ordinal),
        { InnerException: { } inner } => IsBrokenDependency(inner),
        _ => false,
    };

    [LoggerMessage(LogLevel.Error, "Unhandled exception in request {RequestId}")]
    private partial void Unhandled(Exception exception, string requestId);

    [LoggerMessage(LogLevel.Warning, "A dependency is down, request {RequestId} is answered 503")]
    private partial void DependencyDown(Exception exception, string requestId);
}
