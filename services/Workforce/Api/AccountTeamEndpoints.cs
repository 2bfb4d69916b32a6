using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>What dialects order for their clients: see <see cref="ITeamsClient"/>. The public paths are theirs.</summary>
internal static class AccountTeamEndpoints
{
    public static void MapAccountTeamEndpoints(this IEndpointRouteBuilder app)
    {
        var teams = app.MapGroup("/internal/accounts/{account}/teams").RequireService().ExcludeFromDescription();
        teams.MapGet("/{id}", GetAsync).WithName("GetTeamOfAccount");
        teams.MapGet("/{id}/members", ListMembersAsync).WithName("ListMembersOfAccountsTeam");

        var changes = teams.MapGroup("").WithUnitOfWork();
        changes.MapPost("", CreateAsync).WithName("CreateTeamOfAccount");
        changes.MapPost("/{id}/members", AddMemberAsync).WithName("AddMemberOfAccountsTeam");
    }

    private static async Task<IResult> GetAsync(PathId account, PathId id, TeamReads reads, CancellationToken ct) =>
        await FindAsync(account, id, reads, ct) is { } team
            ? TypedResults.Ok(new TeamFacts { TeamId = team.Id, Name = team.Name, Members = team.Members, CreatedAt = team.CreateDate })
            : TeamErrors.NoSuchTeam.ToProblem();

    private static async Task<IResult> ListMembersAsync(
        PathId account, PathId id, string? limit, string? cursor, TeamReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();
        if (await FindAsync(account, id, reads, ct) is null || await reads.ListMembersAsync(id.Value, page.Value, ct) is not { } members)
            return TeamErrors.NoSuchTeam.ToProblem();
        return TypedResults.Ok(new TeamMembersPage([.. members.Items.Select(FactsOf)], members.NextCursor));
    }

    private static async Task<IResult> CreateAsync(PathId account, OrderTeam order, CreateTeamHandler handler, CancellationToken ct)
    {
        var team = await handler.HandleAsync(new CreateTeam(order.Name, account.Value), ct);
        return TypedResults.Ok(new TeamFacts { TeamId = team.Id, Name = team.Name, Members = team.Members, CreatedAt = team.CreatedAt });
    }

    private static async Task<IResult> AddMemberAsync(PathId account, PathId id, OrderTeamMember order, JoinTeamHandler handler, CancellationToken ct)
    {
        var joined = await handler.HandleAsync(new JoinTeam(account.Value, id.Value, order.Email), ct);
        if (joined.Error is { } refused)
            return refused == WorkforceErrors.NoSuchAnnotator ? TypedResults.Ok(new TeamMemberOutcome(null)) : refused.ToProblem();
        return TypedResults.Ok(new TeamMemberOutcome(FactsOf(joined.Value, order.Email)));
    }

    /// <summary>A team that administrators made for all accounts is nobody's own.</summary>
    private static async Task<TeamResponse?> FindAsync(PathId account, PathId id, TeamReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } team && team.AccountId == account.Value ? team : null;

    private static TeamMemberFacts FactsOf(TeamMemberResponse member) =>
        new() { AnnotatorId = member.AnnotatorId, Email = member.Email, Status = member.Status, AddedAt = member.AddDate };

    private static TeamMemberFacts FactsOf(Joined joined, string email) => joined.Member is { } member
        ? new TeamMemberFacts { AnnotatorId = member.AnnotatorId, Email = member.Email, Status = member.Status.Word(), AddedAt = member.AddedAt }
        : new TeamMemberFacts { Email = email.Trim(), Status = "invited", AddedAt = joined.At };
}
