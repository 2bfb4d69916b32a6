using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator makes a team, without members so far.</summary>
internal sealed record CreateTeam(string Name, Guid? AccountId);

internal sealed class CreateTeamHandler(ITeamStore teams, TimeProvider time)
{
    public async Task<Team> HandleAsync(CreateTeam command, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var team = new Team(Guid.CreateVersion7(now), command.Name, command.AccountId, Members: 0, now);
        await teams.AddAsync(team, ct);
        return team;
    }
}
