using System.Reflection;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hitl.ServiceDefaults.Http;

/// <summary>A <see cref="Body{T}"/> that a client may leave out altogether.</summary>
/// <typeparam name="T">A record with init properties; each is read on its own.</typeparam>
public sealed class OptionalBody<T> : IRequestBody
    where T : class
{
    private readonly Body<T>? _body;

    private OptionalBody(Body<T>? body) => _body = body;

    /// <summary>The valid body; null when there is none.</summary>
    public T? Value => _body?.Value;

    /// <inheritdoc />
    public Error? Error => _body?.Error;

    /// <summary>Called by minimal APIs for a parameter of this type.</summary>
    public static async ValueTask<OptionalBody<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Over HTTP/2 a body needs no length: only the server knows whether one follows.
        var isAbsent = context.Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
        return new OptionalBody<T>(isAbsent ? null : await Body<T>.BindAsync(context, parameter));
    }
}
