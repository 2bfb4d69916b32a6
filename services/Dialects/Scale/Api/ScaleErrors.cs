using Hitl.Dialects.Api;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Where this dialect's paths begin, and how it refuses.</summary>
internal static class ScaleErrors
{
    public const string Prefix = "/scale";

    public static readonly Dialect Dialect = new(Prefix, TaskErrorForm.Value);
}

/// <summary>A refusal that the document answers with 500, although nothing is broken.</summary>
internal sealed class ServerErrorResult(Error error) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status500InternalServerError;

    public Task ExecuteAsync(HttpContext httpContext) =>
        Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, error.Code, error.Message);
}
