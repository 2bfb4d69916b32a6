using Hitl.Gateway.Credentials;
using Hitl.Gateway.Identities;
using Hitl.Gateway.Rates;

namespace Hitl.Gateway.Edge;

/// <summary>What the gateway has found out about a request, one object for its whole way.</summary>
internal sealed class EdgeRequest(HttpContext context, Credential credential)
{
    public HttpContext Context => context;

    /// <summary>What the client sent to prove itself.</summary>
    public Credential Credential => credential;

    /// <summary>Who the client is; null until that is known, and where nobody needs to know.</summary>
    public Identity? Identity { get; set; }

    /// <summary>How much of its rate is left; null for requests that are not counted.</summary>
    public Standing? Standing { get; set; }

    public static EdgeRequest Of(HttpContext context) =>
        context.Features.Get<EdgeRequest>() ?? throw new InvalidOperationException($"{nameof(TakeCredential)} must run first.");
}
