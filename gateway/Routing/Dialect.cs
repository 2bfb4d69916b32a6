using Hitl.Contracts.Dialects;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Gateway.Routing;

/// <summary>Another vendor's language: what Dialects sees before its paths, and how refusals look.</summary>
/// <param name="Prefix">Two dialects may share a path; behind the gateway they do not.</param>
/// <param name="Errors">As Dialects itself refuses.</param>
internal sealed record Dialect(string Prefix, ErrorForm Errors)
{
    private static readonly ErrorForm ScaleErrors = new(refusal =>
    {
        var error = ScaleError.Of(refusal.Status, refusal.Detail);
        return new RefusalAnswer(error.StatusCode, error);
    });

    public static readonly Dialect Scale = new("/scale", ScaleErrors);

    /// <summary>Its document prints no refusal, and its list is at Scale's path: whoever has no key there must be understood by both.</summary>
    public static readonly Dialect WorkersAi = new("/workersai", ScaleErrors);

    public static readonly Dialect HitlSh = new("/hitlsh", new ErrorForm(refusal =>
    {
        var answer = HitlShRefusal.Of(refusal.Status, refusal.Code, refusal.Detail, refusal.Fields, new HitlShMeta(refusal.RequestId, refusal.At));
        return new RefusalAnswer(HitlShRefusal.StatusOf(refusal.Status), answer);
    }));
}

/// <summary>Whoever asks in a dialect is refused in it.</summary>
internal sealed class SpeakDialect(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.GetEndpoint()?.Metadata.GetMetadata<Dialect>()?.Errors.ApplyTo(context);
        return next(context);
    }
}
