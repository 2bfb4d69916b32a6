using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator takes an invitation back; again changes nothing.</summary>
internal sealed record RevokeInvitation(Guid InvitationId);

internal sealed class RevokeInvitationHandler(IInvitationStore invitations, TimeProvider time)
{
    /// <summary>Null when it is done.</summary>
    public async Task<Error?> HandleAsync(RevokeInvitation command, CancellationToken ct) =>
        await invitations.RevokeAsync(command.InvitationId, time.GetUtcNow(), ct) switch
        {
            null => InvitationErrors.NoSuchInvitation,
            InvitationState.Accepted => InvitationErrors.AlreadyAccepted,
            _ => null,
        };
}
