using Hitl.ServiceDefaults.Identity;

namespace Hitl.Gateway.Edge;

/// <summary>Whom a route lets in; stands on every endpoint of ours as metadata.</summary>
internal sealed class Access
{
    private readonly Func<Caller, bool> _admits;

    private Access(Func<Caller, bool> admits, string refusal) => (_admits, Refusal) = (admits, refusal);

    /// <summary>API keys of accounts.</summary>
    public static readonly Access Account = new(caller => caller.AccountId is not null, "This path is for the API keys of accounts.");

    /// <summary>Administrators, by key or by session.</summary>
    public static readonly Access Admin = new(caller => caller.IsAdmin, "This path is for administrators.");

    /// <summary>People who are signed in.</summary>
    public static readonly Access Annotator = new(caller => caller.AnnotatorId is not null, "This path is for people who are signed in.");

    /// <summary>Every credential that holds; whose file it is, the service knows.</summary>
    public static readonly Access Anyone = new(_ => true, "");

    /// <summary>Those who have no credential yet.</summary>
    public static readonly Access SignIn = new(_ => true, "");

    /// <summary>Everybody, and nobody is asked who they are: pages and scripts that hold nothing of anyone.</summary>
    public static readonly Access Pages = new(_ => true, "");

    /// <summary>What the others are told.</summary>
    public string Refusal { get; }

    public bool Admits(Caller caller) => _admits(caller);
}
