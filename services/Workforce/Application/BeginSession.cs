using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A session that has begun.</summary>
internal sealed record SignedIn(Guid SessionId, Guid AnnotatorId, string Name, AnnotatorRole Role, string Cookie)
{
    // The generated one would print the cookie.
    public override string ToString() => $"session {SessionId}";
}

/// <summary>Begins the session of somebody whose password was compared, or chosen, a moment ago.</summary>
internal sealed class BeginSession(ISessionStore sessions, TimeProvider time)
{
    /// <summary>Durable at once. Null when the person was deactivated, or has another password, since.</summary>
    public async Task<SignedIn?> RunAsync(Credentials person, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var cookie = Secret.New();
        var session = new Session(Guid.CreateVersion7(now), person.AnnotatorId, Secret.HashOf(cookie), now);
        return await sessions.TryBeginAsync(session, person.PasswordHash, ct)
            ? new SignedIn(session.Id, person.AnnotatorId, person.Name, person.Role, cookie)
            : null;
    }
}
