using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Somebody follows an invitation's link.</summary>
/// <param name="Token">As it stands in the link.</param>
/// <param name="Address">The client's address on the network.</param>
internal sealed record OpenInvitation(string Token, string Address)
{
    // The generated one would print the token.
    public override string ToString() => nameof(OpenInvitation);
}

internal sealed partial class OpenInvitationHandler(
    IInvitationStore invitations, ISignInThrottle throttle, TimeProvider time, ILogger<OpenInvitationHandler> logger)
{
    /// <summary>Guesses count, and are slowed down, together with attempts to sign in from the same address.</summary>
    public async Task<Result<Invitation>> HandleAsync(OpenInvitation command, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await throttle.CountAddressAsync(command.Address, now, ct) is { } wait) return WorkforceErrors.TooManyAttempts(wait);
        if (await invitations.FindOpenAsync(Secret.HashOf(command.Token), now, ct) is { } invitation) return invitation;

        Refused(command.Address);
        return InvitationErrors.DoesNotHold;
    }

    [LoggerMessage(LogLevel.Information, "An invitation from {Address} was refused: it does not hold")]
    private partial void Refused(string address);
}
