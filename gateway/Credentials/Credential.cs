namespace Hitl.Gateway.Credentials;

/// <summary>What a request brought to prove who sent it.</summary>
internal enum CredentialKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An API key, in whatever form.</summary>
    Key,

    /// <summary>The cookie of a person's session.</summary>
    Session,

    /// <summary>Something that is neither.</summary>
    Malformed,

    /// <summary>Several keys that differ.</summary>
    Ambiguous,
}

/// <summary>A credential as it came.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The key or the cookie's value; secret.</param>
internal readonly record struct Credential(CredentialKind Kind, string Value)
{
    public static readonly Credential None = new(CredentialKind.None, "");
    public static readonly Credential Malformed = new(CredentialKind.Malformed, "");
    private static readonly Credential Ambiguous = new(CredentialKind.Ambiguous, "");

    public static Credential Key(string? value) =>
        string.IsNullOrEmpty(value) ? Malformed : new Credential(CredentialKind.Key, value);

    /// <summary>Both: the same key may be sent in several forms, but two that differ have no order of precedence.</summary>
    public Credential And(Credential other) => (Kind, other.Kind) switch
    {
        (CredentialKind.None, _) => other,
        (_, CredentialKind.None) => this,
        _ when this == other => this,
        _ => Ambiguous,
    };

    // The generated one would print the secret.
    public override string ToString() => Kind.ToString();
}
