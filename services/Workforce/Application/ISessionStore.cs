using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>What a password is compared with.</summary>
/// <param name="AnnotatorId">Whose.</param>
/// <param name="EmailKey">The person's address, in lower case.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="PasswordHash">Never the password itself.</param>
internal sealed record Credentials(Guid AnnotatorId, string EmailKey, string Name, AnnotatorRole Role, string PasswordHash)
{
    // The generated one would print the password's hash.
    public override string ToString() => $"credentials of {AnnotatorId}";
}

/// <summary>A session that is in use.</summary>
internal sealed record SessionInUse(Guid SessionId, Guid AnnotatorId, AnnotatorRole Role, DateTimeOffset ExpiresAt);

/// <summary>Keeps sessions.</summary>
internal interface ISessionStore
{
    /// <summary>Of an active annotator; null when there is none with this address.</summary>
    Task<Credentials?> FindCredentialsAsync(string emailKey, CancellationToken ct);

    /// <summary>Of an active annotator; null when the person is none.</summary>
    Task<Credentials?> FindCredentialsAsync(Guid annotatorId, CancellationToken ct);

    /// <summary>Replaces the hash, unless the password was changed meanwhile.</summary>
    Task ReplaceHashAsync(Guid annotatorId, string oldHash, string newHash, CancellationToken ct);

    /// <summary>False when the password was changed or the annotator deactivated since <paramref name="passwordHash"/> was read.</summary>
    Task<bool> TryBeginAsync(Session session, string passwordHash, CancellationToken ct);

    /// <summary>Marks the session as used; null when it is unknown or over.</summary>
    Task<SessionInUse?> UseAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Inside the unit of work.</summary>
    Task EndAsync(Guid sessionId, CancellationToken ct);

    /// <summary>All sessions of a person, inside the unit of work.</summary>
    Task EndAllAsync(Guid annotatorId, CancellationToken ct);

    /// <summary>All sessions of a person but one, inside the unit of work.</summary>
    Task EndOthersAsync(Guid annotatorId, Guid? sessionId, CancellationToken ct);

    /// <summary>Deletes sessions that are over.</summary>
    Task PurgeAsync(DateTimeOffset now, CancellationToken ct);
}
