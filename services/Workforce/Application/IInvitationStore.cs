using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Keeps invitations, inside the unit of work unless said otherwise.</summary>
internal interface IInvitationStore
{
    Task AddAsync(Invitation invitation, byte[] tokenHash, CancellationToken ct);

    /// <summary>The invitation behind a link, if it still holds. Outside of the unit of work.</summary>
    Task<Invitation?> FindOpenAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Uses the invitation up for a person who is added in the same unit of work. False when it holds no longer: of two at once, one succeeds.</summary>
    Task<bool> TryAcceptAsync(Guid invitationId, Guid annotatorId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Where it stands after it was taken back: revoked, unless it was accepted before. Null when there is no such invitation.</summary>
    Task<InvitationState?> RevokeAsync(Guid invitationId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether an annotator has this address.</summary>
    Task<bool> IsTakenAsync(string emailKey, CancellationToken ct);

    /// <summary>Lets whoever accepts an open invitation to this address come into the team too. False when there is none.</summary>
    Task<bool> AddTeamAsync(string emailKey, Guid teamId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether all of these teams exist.</summary>
    Task<bool> AreTeamsAsync(IReadOnlyList<Guid> teamIds, CancellationToken ct);
}
