using Hitl.ServiceDefaults.Http;

namespace Hitl.Dialects.Api;

/// <summary>A dialect: the first step of its paths, as the gateway writes it, and the form of its refusals.</summary>
/// <param name="Prefix">Such as <c>/scale</c>.</param>
/// <param name="Errors">Also of what routing, authorization and exceptions refuse.</param>
internal sealed record Dialect(string Prefix, ErrorForm Errors);

/// <summary>Sees to it that every refusal speaks the dialect of its path.</summary>
internal sealed class DialectErrors(RequestDelegate next, IReadOnlyList<Dialect> dialects)
{
    public Task InvokeAsync(HttpContext context)
    {
        foreach (var dialect in dialects)
        {
            if (context.Request.Path.StartsWithSegments(dialect.Prefix, StringComparison.Ordinal)) dialect.Errors.ApplyTo(context);
        }

        return next(context);
    }
}
