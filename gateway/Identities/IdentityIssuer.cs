using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Gateway.Rates;
using Hitl.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Hitl.Gateway.Identities;

/// <summary>
/// Puts identities together. Each carries its token, signed once: no identity is kept longer than
/// <see cref="IdentityTokens.ReuseFor"/>, so that the token outlives it.
/// </summary>
internal sealed class IdentityIssuer(IdentityTokens tokens, IOptions<GatewayOptions> options, TimeProvider time)
{
    private readonly QuotaPolicy _admin = new("admin", options.Value.AdminRequestsPerMinute);
    private readonly QuotaPolicy _person = new("person", options.Value.PersonRequestsPerMinute);

    // A record, so that readers see both of its parts or none.
    private volatile Issued? _nobody;

    public Identity Of(ApiKeyFacts key)
    {
        var caller = new Caller
        {
            AccountId = key.AccountId,
            KeyId = key.KeyId,
            IsTest = key.Mode == ApiKeyMode.Test,
            IsAdmin = key.Mode == ApiKeyMode.Admin,
        };
        return new Identity
        {
            Caller = caller,
            Authorization = AuthorizationOf(caller),
            Policy = key.Plan is { } plan ? QuotaPolicy.Of(plan) : _admin,
            Subject = key.AccountId ?? key.KeyId,
            EndsAt = key.ExpiresAt,
        };
    }

    public Identity Of(SessionFacts session)
    {
        var caller = new Caller { AnnotatorId = session.AnnotatorId, SessionId = session.SessionId, IsAdmin = session.IsAdmin };
        return new Identity
        {
            Caller = caller,
            Authorization = AuthorizationOf(caller),
            Policy = _person,
            Subject = session.AnnotatorId,
            CsrfTokenHash = session.CsrfTokenHash,
            EndsAt = session.ExpiresAt,
        };
    }

    /// <summary>For those who are about to sign in: the gateway speaks for itself.</summary>
    public Identity Nobody()
    {
        var now = time.GetUtcNow();
        if (_nobody is { } issued && now - issued.At < IdentityTokens.ReuseFor) return issued.Identity;
        var caller = new Caller { Service = "gateway" };
        var identity = new Identity { Caller = caller, Authorization = AuthorizationOf(caller) };
        _nobody = new Issued(identity, now);
        return identity;
    }

    private string AuthorizationOf(Caller caller) => $"Bearer {tokens.Issue(caller)}";

    private sealed record Issued(Identity Identity, DateTimeOffset At);
}
