using Hitl.Contracts.Workforce;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>The gateway asks whose session a cookie is; the session counts as used.</summary>
internal sealed class ResolveSessionHandler(ISessionStore sessions, SessionTokens tokens, TimeProvider time)
{
    public async Task<SessionFacts?> HandleAsync(ResolveSession question, CancellationToken ct)
    {
        if (await sessions.UseAsync(question.TokenHash, time.GetUtcNow(), ct) is not { } session) return null;
        return new SessionFacts
        {
            SessionId = session.SessionId,
            AnnotatorId = session.AnnotatorId,
            IsAdmin = session.Role == AnnotatorRole.Administrator,
            CsrfTokenHash = Secret.HashOf(tokens.CsrfTokenOf(session.SessionId)),
            ExpiresAt = session.ExpiresAt,
        };
    }
}
