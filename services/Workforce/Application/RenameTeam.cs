using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator gives a team another name; null leaves it.</summary>
internal sealed record RenameTeam(Guid TeamId, string? Name);

internal sealed class RenameTeamHandler(ITeamStore teams)
{
    public async Task<Result<Team>> HandleAsync(RenameTeam command, CancellationToken ct)
    {
        if (await teams.HoldAsync(command.TeamId, ct) is not { } team) return TeamErrors.NoSuchTeam;
        if (command.Name is not { } name) return team;

        await teams.RenameAsync(team.Id, name, ct);
        return team with { Name = name };
    }
}
