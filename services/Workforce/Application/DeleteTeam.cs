using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator dissolves a team that nothing is given to: its work would be offered to nobody.</summary>
internal sealed record DeleteTeam(Guid TeamId);

internal sealed class DeleteTeamHandler(ITeamStore teams)
{
    /// <summary>Null when it is done.</summary>
    public async Task<Error?> HandleAsync(DeleteTeam command, CancellationToken ct)
    {
        if (await teams.HoldAsync(command.TeamId, ct) is null) return TeamErrors.NoSuchTeam;
        if (await teams.IsInUseAsync(command.TeamId, ct)) return TeamErrors.InUse;

        await teams.DeleteAsync(command.TeamId, ct);
        return null;
    }
}
