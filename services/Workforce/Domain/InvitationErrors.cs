using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>Refusals that are about invitations.</summary>
internal static class InvitationErrors
{
    /// <summary>The same for a link that never was, was used, was taken back or is over: a guess learns nothing.</summary>
    public static readonly Error DoesNotHold =
        new(ErrorKind.NotFound, "invitation_not_found", "This invitation does not hold, or does no longer. Ask an administrator for a new one.");

    public static readonly Error NoSuchInvitation =
        new(ErrorKind.NotFound, "invitation_not_found", "There is no such invitation. Check its id: GET /v1/admin/invitations lists them.");

    public static readonly Error AlreadyAccepted =
        new(ErrorKind.Conflict, "invitation_accepted", "Somebody accepted this invitation. Deactivate the annotator instead.");
}
