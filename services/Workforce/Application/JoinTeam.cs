using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>
/// A client takes somebody into a team of its own: an annotator, or a person whom an administrator has invited. It brings in nobody by
/// itself: who is let into the system is not its to say, since an annotator may see the work of other accounts.
/// </summary>
internal sealed record JoinTeam(Guid AccountId, Guid TeamId, string Email);

/// <param name="Member">Null for an invited person, who is in the team once they accept.</param>
/// <param name="At">When.</param>
internal sealed record Joined(TeamMember? Member, DateTimeOffset At);

internal sealed class JoinTeamHandler(ITeamStore teams, IInvitationStore invitations, TimeProvider time)
{
    public async Task<Result<Joined>> HandleAsync(JoinTeam command, CancellationToken ct)
    {
        if (await teams.HoldAsync(command.TeamId, ct) is not { } team || team.AccountId != command.AccountId) return TeamErrors.NoSuchTeam;

        var now = time.GetUtcNow();
        var emailKey = Annotator.KeyOf(command.Email);
        if (await teams.AddMemberAsync(team.Id, null, emailKey, now, ct) is { } member) return new Joined(member, now);
        return await invitations.AddTeamAsync(emailKey, team.Id, now, ct) ? new Joined(null, now) : WorkforceErrors.NoSuchAnnotator;
    }
}
