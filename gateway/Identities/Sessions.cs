using System.Security.Cryptography;
using System.Text;
using Hitl.Contracts.Workforce;

namespace Hitl.Gateway.Identities;

/// <summary>Whose session is it? Workforce knows, and counts each question as a sign of life: hence the short memory.</summary>
internal sealed class Sessions(Func<IWorkforceClient> workforce, IdentityIssuer issuer, TimeProvider time) : IIdentitySource
{
    // A cookie is only known once its session exists: what is wrong stays wrong, and tabs left open may send it for hours.
    private static readonly IdentityCacheLimits Limits = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)) { WrongStaysWrong = true };

    private readonly IdentityCache _cache = new(Limits, time);

    public bool TryRecall(string credential, out Identity? identity)
    {
        identity = null;
        return credential.Length > Digest.LengthMax || _cache.TryGet(Digest.Of(credential), out identity);
    }

    public Task<Identity?> AskAsync(string credential, CancellationToken ct)
    {
        var question = new ResolveSession(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));
        return _cache.AskAsync(Digest.Of(credential), "", Ask).WaitAsync(ct);

        async Task<Identity?> Ask(CancellationToken deadline) =>
            await workforce().ResolveSessionAsync(question, deadline) is { } facts ? issuer.Of(facts) : null;
    }

    /// <summary>One session of the person, or all of them for null.</summary>
    public void Forget(Guid annotatorId, Guid? sessionId) =>
        _cache.Forget((_, identity) => identity.Caller.AnnotatorId == annotatorId && (sessionId is null || identity.Caller.SessionId == sessionId));

    public void ForgetAll() => _cache.Forget((_, _) => true);
}
