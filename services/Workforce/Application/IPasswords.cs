namespace Hitl.Workforce.Application;

/// <summary>What became of a password's comparison with a hash.</summary>
internal enum PasswordMatch
{
    /// <summary>It is another password.</summary>
    No,

    /// <summary>It is the password.</summary>
    Yes,

    /// <summary>It is the password, but its hash is weaker than those made today.</summary>
    YesButWeak,
}

/// <summary>Hashes passwords: slow on purpose, and only a few at once, so that signing in cannot be used to occupy the machine.</summary>
internal interface IPasswords
{
    Task<string> HashAsync(string password, CancellationToken ct);

    /// <summary>
    /// Compares with <paramref name="hash"/>. For null it compares with a hash that nothing matches: an unknown person takes as
    /// long to refuse as a known one.
    /// </summary>
    Task<PasswordMatch> VerifyAsync(string? hash, string password, CancellationToken ct);
}
