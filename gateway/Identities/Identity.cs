using Hitl.Gateway.Rates;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Gateway.Identities;

/// <summary>Who stands behind a credential, ready to be sent on.</summary>
internal sealed class Identity
{
    /// <summary>For the services.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The <c>Authorization</c> header towards the services.</summary>
    public required string Authorization { get; init; }

    /// <summary>The rate that holds for it; null where nothing is counted.</summary>
    public QuotaPolicy? Policy { get; init; }

    /// <summary>Who shares that rate: the account, the administrator's key, or the person.</summary>
    public Guid Subject { get; init; }

    /// <summary>SHA-256 of the token that a session's unsafe requests carry; empty for keys.</summary>
    public byte[] CsrfTokenHash { get; init; } = [];

    /// <summary>When the credential itself ends; null when it does not.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>Finds out who stands behind one kind of credential.</summary>
internal interface IIdentitySource
{
    /// <summary>True when the answer is known without asking anybody; a null identity then means that the credential is wrong.</summary>
    bool TryRecall(string credential, out Identity? identity);

    /// <summary>Asks the service that knows; null when the credential is wrong.</summary>
    Task<Identity?> AskAsync(string credential, CancellationToken ct);
}
