using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>A person signs out of this session; others of theirs go on.</summary>
internal sealed record SignOut(Guid SessionId, Guid AnnotatorId);

internal sealed class SignOutHandler(ISessionStore sessions, IEventPublisher events, TimeProvider time)
{
    public async Task HandleAsync(SignOut command, CancellationToken ct)
    {
        await sessions.EndAsync(command.SessionId, ct);
        events.Publish(new SessionEnded { AnnotatorId = command.AnnotatorId, SessionId = command.SessionId, EndedAt = time.GetUtcNow() });
    }
}
