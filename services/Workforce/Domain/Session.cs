namespace Hitl.Workforce.Domain;

/// <summary>A person who is signed in.</summary>
/// <param name="Id">The session.</param>
/// <param name="AnnotatorId">The person.</param>
/// <param name="TokenHash">SHA-256 of the cookie's value.</param>
/// <param name="CreatedAt">When it began.</param>
internal sealed record Session(Guid Id, Guid AnnotatorId, byte[] TokenHash, DateTimeOffset CreatedAt)
{
    /// <summary>A session that is not used for so long is over.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(30);

    /// <summary>A session is over after so long, however much it is used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public DateTimeOffset ExpiresAt => CreatedAt + Lifetime;
}
