namespace Hitl.ServiceDefaults.Http;

/// <summary>The form of e-mail addresses, the same wherever one names a person.</summary>
public static class EmailAddress
{
    /// <summary>Characters of an address at the most (RFC 5321).</summary>
    public const int LengthMax = 254;

    /// <summary>Only what rules out typing mistakes: whether an address exists nobody can tell from its form.</summary>
    public static bool IsWellFormed(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == email.LastIndexOf('@')
            && at < email.Length - 1
            && email.Length <= LengthMax
            && !email.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
    }
}
