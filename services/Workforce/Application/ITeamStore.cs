using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Keeps teams, inside the unit of work.</summary>
internal interface ITeamStore
{
    Task AddAsync(Team team, CancellationToken ct);

    /// <summary>The team, held until the unit of work ends, so that it is not deleted meanwhile.</summary>
    Task<Team?> HoldAsync(Guid teamId, CancellationToken ct);

    Task RenameAsync(Guid teamId, string name, CancellationToken ct);

    /// <summary>Whether a project or an open job is offered to the team's members alone.</summary>
    Task<bool> IsInUseAsync(Guid teamId, CancellationToken ct);

    /// <summary>With all memberships.</summary>
    Task DeleteAsync(Guid teamId, CancellationToken ct);

    /// <summary>Adds an annotator, named by id or by e-mail address; one who is in it already stays. Null when there is no such annotator.</summary>
    Task<TeamMember?> AddMemberAsync(Guid teamId, Guid? annotatorId, string? emailKey, DateTimeOffset now, CancellationToken ct);

    /// <summary>Makes an annotator a member of these teams and of no other. False when one of them does not exist; the others hold.</summary>
    Task<bool> SetTeamsAsync(Guid annotatorId, IReadOnlyList<Guid> teamIds, DateTimeOffset now, CancellationToken ct);

    /// <summary>False when the annotator is not in the team.</summary>
    Task<bool> RemoveMemberAsync(Guid teamId, Guid annotatorId, CancellationToken ct);
}
