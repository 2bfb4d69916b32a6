using Hitl.Contracts.Dialects;
using Hitl.Dialects.Api;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Refusals as the document prints them: <c>{"status_code":400,"error":"..."}</c>.</summary>
internal static class ScaleErrors
{
    public const string Prefix = "/scale";

    public static readonly Dialect Dialect = new(Prefix, new ErrorForm(AnswerTo));

    private static RefusalAnswer AnswerTo(Refusal refusal)
    {
        var error = ScaleError.Of(refusal.Status, refusal.Detail);
        return new RefusalAnswer(error.StatusCode, error);
    }
}

/// <summary>A refusal that the document answers with 500, although nothing is broken.</summary>
internal sealed class ServerErrorResult(Error error) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status500InternalServerError;

    public Task ExecuteAsync(HttpContext httpContext) =>
        Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, error.Code, error.Message);
}
