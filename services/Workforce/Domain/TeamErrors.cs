using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>Refusals that are about teams.</summary>
internal static class TeamErrors
{
    public static readonly Error NoSuchTeam =
        new(ErrorKind.NotFound, "team_not_found", "There is no such team. Check its id: GET /v1/admin/teams lists them.");

    public static readonly Error NoSuchMember =
        new(ErrorKind.NotFound, "member_not_found", "This annotator is not in the team.");

    public static readonly Error InUse =
        new(ErrorKind.Conflict, "team_in_use", "A project or an open job is given to this team. Give it to another first, or wait for the job's end.");
}
