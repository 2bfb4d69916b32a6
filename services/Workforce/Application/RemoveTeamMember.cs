using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator takes an annotator out of a team. What they hold of the team's work they may finish.</summary>
internal sealed record RemoveTeamMember(Guid TeamId, Guid AnnotatorId);

internal sealed class RemoveTeamMemberHandler(ITeamStore teams)
{
    /// <summary>Null when it is done.</summary>
    public async Task<Error?> HandleAsync(RemoveTeamMember command, CancellationToken ct)
    {
        if (await teams.HoldAsync(command.TeamId, ct) is null) return TeamErrors.NoSuchTeam;
        return await teams.RemoveMemberAsync(command.TeamId, command.AnnotatorId, ct) ? null : TeamErrors.NoSuchMember;
    }
}
