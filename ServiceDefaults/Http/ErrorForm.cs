using Microsoft.AspNetCore.Http;

namespace Hitl.ServiceDefaults.Http;

/// <summary>What an answer of refusal has to say, whatever form it takes.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable, machine-readable.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="RequestId">The id in logs and traces.</param>
public sealed record Refusal(int Status, string Code, string Detail, string RequestId)
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Messages by field; null where no field is to blame.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }
}

/// <summary>A refusal as it is sent.</summary>
/// <param name="Status">The HTTP status, which a form may narrow to those that its document knows.</param>
/// <param name="Body">Written as JSON by our conventions.</param>
public sealed record RefusalAnswer(int Status, object Body);

/// <summary>
/// How refusals look on some paths, where it is not <c>application/problem+json</c>. It stands among a request's features, since
/// refusals also come from before routing and from after an exception.
/// </summary>
/// <param name="Write">Gives the answer.</param>
public sealed record ErrorForm(Func<Refusal, RefusalAnswer> Write)
{
    /// <summary>From here on <paramref name="context"/> is refused in this form.</summary>
    public void ApplyTo(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Features.Set(this);
    }

    internal Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var answer = Write(refusal);
        context.Response.StatusCode = answer.Status;
        return context.Response.WriteAsJsonAsync(answer.Body, answer.Body.GetType(), JsonConventions.Options, context.RequestAborted);
    }
}
