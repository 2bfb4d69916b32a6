using System.Collections.ObjectModel;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// Turns refusals into RFC 9457 <c>application/problem+json</c>: <c>type</c>, <c>title</c>, <c>status</c>, <c>detail</c>,
/// <c>code</c>, <c>request_id</c> and, for invalid input, <c>errors</c> by field.
/// </summary>
public static class Problems
{
    /// <summary>The media type of every error of the native API.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>The problem that answers <paramref name="error"/>.</summary>
    public static IResult ToProblem(this Error error) => new ProblemResult(error);

    /// <summary>The status that answers <paramref name="kind"/>.</summary>
    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Throttled => StatusCodes.Status429TooManyRequests,
        ErrorKind.SourceFailed => StatusCodes.Status502BadGateway,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>Writes a problem for <paramref name="status"/> to the response, or the refusal in the request's own <see cref="ErrorForm"/>.</summary>
    public static Task WriteAsync(
        HttpContext context,
        int status,
        string code,
        string detail,
        IReadOnlyDictionary<string, string[]>? fields = null,
        IReadOnlyDictionary<string, object?>? members = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<ErrorForm>() is { } form)
            return form.WriteAsync(context, new Refusal(status, code, detail, context.TraceIdentifier) { At = NowOf(context), Fields = fields });

        var problem = new ProblemDetails
        {
            Type = $"https://hitl.dev/problems/{code}",
            Title = Titles.Of(status),
            Status = status,
            Detail = detail,
        };
        problem.Extensions["code"] = code;
        problem.Extensions["request_id"] = context.TraceIdentifier;
        if (fields is not null) problem.Extensions["errors"] = fields;
        foreach (var (name, value) in members ?? ReadOnlyDictionary<string, object?>.Empty) problem.Extensions[name] = value;

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, JsonConventions.Problems, ContentType, context.RequestAborted);
    }

    private static DateTimeOffset NowOf(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    private sealed class ProblemResult(Error error) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusOf(error.Kind);

        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (error.RetryAfter is { } wait)
                httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            else if (error.Kind == ErrorKind.Unavailable)
                httpContext.Response.Headers.RetryAfter = "5";
            // RFC 9110 wants a challenge with each 401. What comes through here is about people's sessions; keys are the gateway's.
            if (error.Kind == ErrorKind.Unauthenticated) httpContext.Response.Headers.WWWAuthenticate = "Session";
            return WriteAsync(httpContext, StatusOf(error.Kind), error.Code, error.Message, error.Fields, error.Members);
        }
    }
}
