using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Workforce.Api;

/// <summary>What administrators do with teams.</summary>
internal static class TeamEndpoints
{
    private const string Path = "/v1/admin/teams";

    public static void MapTeamEndpoints(this IEndpointRouteBuilder app)
    {
        var teams = app.MapGroup(Path).WithTags("Administration").RequireAdmin();
        teams.MapGet("", ListAsync).WithName("ListTeams");
        teams.MapGet("/{id}", GetAsync).WithName("GetTeam");
        teams.MapGet("/{id}/members", ListMembersAsync).WithName("ListTeamMembers");

        var changes = teams.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateTeam");
        changes.MapPatch("/{id}", ChangeAsync).WithName("ChangeTeam");
        changes.MapDelete("/{id}", DeleteAsync).WithName("DeleteTeam");
        changes.MapPost("/{id}/members", AddMemberAsync).WithName("AddTeamMember");
        changes.MapDelete("/{id}/members/{annotator}", RemoveMemberAsync).WithName("RemoveTeamMember");
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "account_id")] string? accountId, string? limit, string? cursor, TeamReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();
        if (accountId is null) return TypedResults.Ok(await reads.ListAsync(null, page.Value, ct));
        return Guid.TryParse(accountId, out var account)
            ? TypedResults.Ok(await reads.ListAsync(account, page.Value, ct))
            : InvalidRequest.Of("account_id", "must be an id (a UUID).").ToProblem();
    }

    private static async Task<IResult> GetAsync(PathId id, TeamReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } team ? TypedResults.Ok(team) : TeamErrors.NoSuchTeam.ToProblem();

    private static async Task<IResult> ListMembersAsync(PathId id, string? limit, string? cursor, TeamReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();
        return await reads.ListMembersAsync(id.Value, page.Value, ct) is { } members ? TypedResults.Ok(members) : TeamErrors.NoSuchTeam.ToProblem();
    }

    private static async Task<IResult> CreateAsync(Body<CreateTeamRequest> body, CreateTeamHandler handler, CancellationToken ct)
    {
        var team = await handler.HandleAsync(new CreateTeam(body.Value.Name!, body.Value.AccountId), ct);
        return TypedResults.Created($"{Path}/{team.Id}", team.ToResponse());
    }

    private static async Task<IResult> ChangeAsync(PathId id, Body<ChangeTeamRequest> body, RenameTeamHandler handler, CancellationToken ct)
    {
        var team = await handler.HandleAsync(new RenameTeam(id.Value, body.Value.Name), ct);
        return team.Error is { } error ? error.ToProblem() : TypedResults.Ok(team.Value.ToResponse());
    }

    private static async Task<IResult> DeleteAsync(PathId id, DeleteTeamHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(new DeleteTeam(id.Value), ct) is { } error ? error.ToProblem() : TypedResults.NoContent();

    private static async Task<IResult> AddMemberAsync(PathId id, Body<AddTeamMemberRequest> body, AddTeamMemberHandler handler, CancellationToken ct)
    {
        var member = await handler.HandleAsync(new AddTeamMember(id.Value, body.Value.AnnotatorId, body.Value.Email), ct);
        return member.Error is { } error ? error.ToProblem() : TypedResults.Ok(member.Value.ToResponse());
    }

    private static async Task<IResult> RemoveMemberAsync(PathId id, PathId annotator, RemoveTeamMemberHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(new RemoveTeamMember(id.Value, annotator.Value), ct) is { } error ? error.ToProblem() : TypedResults.NoContent();
}
