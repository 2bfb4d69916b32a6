using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A person changes their own password; their other sessions end.</summary>
internal sealed record ChangePassword(Guid AnnotatorId, Guid? SessionId, string Current, string New)
{
    // The generated one would print the passwords.
    public override string ToString() => $"{nameof(ChangePassword)} of {AnnotatorId}";
}

internal sealed class ChangePasswordHandler(
    IAnnotatorStore annotators, ISessionStore sessions, ISignInThrottle throttle, IPasswords passwords, IEventPublisher events, TimeProvider time)
{
    /// <summary>Null when it is done. Whoever found somebody's session open guesses here no faster than at the door.</summary>
    public async Task<Error?> HandleAsync(ChangePassword command, CancellationToken ct)
    {
        if (await sessions.FindCredentialsAsync(command.AnnotatorId, ct) is not { } known) return WorkforceErrors.SignedOut;
        if (await throttle.CountAttemptAsync(known.EmailKey, time.GetUtcNow(), ct) is { } wait) return WorkforceErrors.TooManyAttempts(wait);
        if (await passwords.VerifyAsync(known.PasswordHash, command.Current, ct) == PasswordMatch.No) return WorkforceErrors.WrongPassword;

        await throttle.ForgetAsync(known.EmailKey, ct);
        // Before the annotator is held: it takes a while.
        var hash = await passwords.HashAsync(command.New, ct);
        if (await annotators.HoldAsync(command.AnnotatorId, ct) is not { } before || before.PasswordHash != known.PasswordHash) return WorkforceErrors.WrongPassword;

        await annotators.SaveAsync(before with { PasswordHash = hash }, ct);
        await sessions.EndOthersAsync(command.AnnotatorId, command.SessionId, ct);
        // Whoever remembers the session that goes on asks for it anew.
        events.Publish(new SessionEnded { AnnotatorId = command.AnnotatorId, EndedAt = time.GetUtcNow() });
        return null;
    }
}
