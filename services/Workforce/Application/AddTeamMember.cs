using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator takes an annotator into a team, by id or by e-mail address.</summary>
internal sealed record AddTeamMember(Guid TeamId, Guid? AnnotatorId, string? Email);

internal sealed class AddTeamMemberHandler(ITeamStore teams, TimeProvider time)
{
    public async Task<Result<TeamMember>> HandleAsync(AddTeamMember command, CancellationToken ct)
    {
        if (await teams.HoldAsync(command.TeamId, ct) is null) return TeamErrors.NoSuchTeam;

        var emailKey = command.Email is { } email ? Annotator.KeyOf(email) : null;
        return await teams.AddMemberAsync(command.TeamId, command.AnnotatorId, emailKey, time.GetUtcNow(), ct) is { } member
            ? member
            : WorkforceErrors.NoSuchAnnotator;
    }
}
