using System.Text.Json.Nodes;
using Hitl.Contracts.Workforce;
using Hitl.Dialects.Api;
using Hitl.Dialects.HitlSh.Application;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>The document's teams: an account's own. Workforce keeps them, beside the people and their queue.</summary>
internal static class TeamEndpoints
{
    private const int NameLengthMax = 200;

    public static void MapTeamEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(HitlShErrors.Prefix + "/v1/teams").WithTags("HITL.sh").RequireAccount();
        reads.MapGet("/{id}/members", ListMembersAsync).WithName("ListHitlShTeamMembers");

        var writes = app.MapGroup(HitlShErrors.Prefix + "/v1/teams").WithTags("HITL.sh").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateHitlShTeam");
        writes.MapPost("/{id}/members", AddMemberAsync).WithName("AddHitlShTeamMember");
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, ITeamsClient teams, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var given = new GivenMembers(body.Parameters.Value);
        var name = given.Text("name", isRequired: true)?.Trim();
        if (name is { Length: 0 or > NameLengthMax }) given.Refuse("name", $"must be 1 to {NameLengthMax} characters.");
        if (given.Faults.Count > 0) return InvalidRequest.Of(given.Faults).ToProblem();

        var team = await teams.CreateAsync(caller.RequiredAccountId, new OrderTeam(name!), ct);
        return envelope.Created(new JsonObject
        {
            ["id"] = PublicId.Of(PublicId.Team, team.TeamId),
            ["name"] = team.Name,
            ["created_at"] = HitlShDialect.TextOf(team.CreatedAt),
        });
    }

    private static async Task<IResult> ListMembersAsync(
        string id, HttpRequest request, Caller caller, ITeamsClient teams, Envelope envelope, CancellationToken ct)
    {
        var page = ReviewListQuery.ReadPage(request.Query);
        if (page.Error is { } faults) return faults.ToProblem();
        var cursor = page.Value.After is { } after ? Cursor.Of(after) : null;
        return PublicId.Read(PublicId.Team, id) is { } teamId
            && await teams.ListMembersAsync(caller.RequiredAccountId, teamId, page.Value.Limit, cursor, ct) is { } members
            ? envelope.Page(members.Members.Select(ViewOf), page.Value.Limit, members.NextCursor)
            : ReviewErrors.TeamNotFound.ToProblem();
    }

    private static async Task<IResult> AddMemberAsync(string id, LooseBody body, Caller caller, ITeamsClient teams, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var given = new GivenMembers(body.Parameters.Value);
        var email = given.Text("email", isRequired: true);
        if (email is not null && !EmailAddress.IsWellFormed(email.Trim())) given.Refuse("email", "must be an e-mail address.");
        if (given.Faults.Count > 0) return InvalidRequest.Of(given.Faults).ToProblem();

        if (PublicId.Read(PublicId.Team, id) is not { } teamId
            || await teams.AddMemberAsync(caller.RequiredAccountId, teamId, new OrderTeamMember(email!), ct) is not { } outcome)
            return ReviewErrors.TeamNotFound.ToProblem();
        return outcome.Member is { } member
            ? envelope.Created(ViewOf(member))
            : InvalidRequest.Of("email", "is nobody's who works here or is invited. Ask an administrator to invite them, then add them.").ToProblem();
    }

    private static JsonObject ViewOf(TeamMemberFacts member) =>
        new() { ["email"] = member.Email, ["status"] = member.Status, ["added_at"] = HitlShDialect.TextOf(member.AddedAt) };
}
