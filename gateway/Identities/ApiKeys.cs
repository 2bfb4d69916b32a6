using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Gateway.Identities;

/// <summary>Whose key is it? Malformed ones are refused here; Projects knows the others.</summary>
internal sealed class ApiKeys(Func<IProjectsClient> projects, IdentityIssuer issuer, TimeProvider time) : IIdentitySource
{
    private readonly IdentityCache _cache = new(new IdentityCacheLimits(IdentityTokens.ReuseFor, TimeSpan.FromSeconds(10)), time);

    public bool TryRecall(string credential, out Identity? identity)
    {
        identity = null;
        if (credential.Length > Digest.LengthMax) return true;
        // First, since the keys in it are well-formed, and most requests end here.
        return _cache.TryGet(Digest.Of(credential), out identity) || !ApiKeyFormat.TryParse(credential, out _);
    }

    public Task<Identity?> AskAsync(string credential, CancellationToken ct)
    {
        var question = new ResolveApiKey(ApiKeyFormat.LookupIdOf(credential), ApiKeyFormat.HashOf(credential));
        return _cache.AskAsync(Digest.Of(credential), question.LookupId, Ask).WaitAsync(ct);

        async Task<Identity?> Ask(CancellationToken deadline) =>
            await projects().ResolveApiKeyAsync(question, deadline) is { } facts ? issuer.Of(facts) : null;
    }

    public void ForgetKey(string lookupId) => _cache.Forget((known, _) => known == lookupId);

    public void ForgetAccount(Guid accountId) => _cache.Forget((_, identity) => identity.Caller.AccountId == accountId);

    public void ForgetAll() => _cache.Forget((_, _) => true);
}
