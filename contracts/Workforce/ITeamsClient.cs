namespace Hitl.Contracts.Workforce;

/// <summary>An account's team.</summary>
public sealed record TeamFacts
{
    /// <summary>The team.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>How many people are in it.</summary>
    public required int Members { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Somebody in a team.</summary>
public sealed record TeamMemberFacts
{
    /// <summary>Who; null as long as the invited person has not come.</summary>
    public Guid? AnnotatorId { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary><c>active</c>, <c>inactive</c>, or <c>invited</c>: they are in the team once they accept an administrator's invitation.</summary>
    public required string Status { get; init; }

    /// <summary>When they were added.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A page of a team's members.</summary>
/// <param name="Members">Those who were taken on last come first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record TeamMembersPage(IReadOnlyList<TeamMemberFacts> Members, string? NextCursor);

/// <summary>An order to make a team.</summary>
/// <param name="Name">1 to 200 characters.</param>
public sealed record OrderTeam(string Name);

/// <summary>An order to take somebody into a team.</summary>
/// <param name="Email">Of an annotator, or of somebody whom an administrator has invited.</param>
public sealed record OrderTeamMember(string Email);

/// <summary>What became of it: the member; or neither a team, nor such a person.</summary>
/// <param name="Member">Null when nobody with this address works here or is invited.</param>
public sealed record TeamMemberOutcome(TeamMemberFacts? Member);

/// <summary>Orders about an account's own teams. Another's team is not found, nor one that administrators made for all accounts.</summary>
public interface ITeamsClient
{
    /// <summary><c>POST /internal/accounts/ACCOUNT/teams</c>.</summary>
    Task<TeamFacts> CreateAsync(Guid accountId, OrderTeam order, CancellationToken ct);

    /// <summary>Null when there is none. <c>GET /internal/accounts/ACCOUNT/teams/TEAM</c>.</summary>
    Task<TeamFacts?> GetAsync(Guid accountId, Guid teamId, CancellationToken ct);

    /// <summary>Null when there is no such team. <c>GET /internal/accounts/ACCOUNT/teams/TEAM/members</c>.</summary>
    Task<TeamMembersPage?> ListMembersAsync(Guid accountId, Guid teamId, int limit, string? cursor, CancellationToken ct);

    /// <summary>Null when there is no such team. <c>POST /internal/accounts/ACCOUNT/teams/TEAM/members</c>.</summary>
    Task<TeamMemberOutcome?> AddMemberAsync(Guid accountId, Guid teamId, OrderTeamMember order, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Workforce does not answer.</summary>
public sealed class HttpTeamsClient(HttpClient http) : ITeamsClient
{
    /// <inheritdoc />
    public async Task<TeamFacts> CreateAsync(Guid accountId, OrderTeam order, CancellationToken ct) =>
        await http.PostOrNullAsync<TeamFacts>(PathOf(accountId), order, ct).ConfigureAwait(false)
        ?? throw new HttpRequestException("Workforce answered without a body.");

    /// <inheritdoc />
    public Task<TeamFacts?> GetAsync(Guid accountId, Guid teamId, CancellationToken ct) => http.GetOrNullAsync<TeamFacts>($"{PathOf(accountId)}/{teamId}", ct);

    /// <inheritdoc />
    public Task<TeamMembersPage?> ListMembersAsync(Guid accountId, Guid teamId, int limit, string? cursor, CancellationToken ct) =>
        http.GetOrNullAsync<TeamMembersPage>(
            $"{PathOf(accountId)}/{teamId}/members?limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", ct);

    /// <inheritdoc />
    public Task<TeamMemberOutcome?> AddMemberAsync(Guid accountId, Guid teamId, OrderTeamMember order, CancellationToken ct) =>
        http.PostOrNullAsync<TeamMemberOutcome>($"{PathOf(accountId)}/{teamId}/members", order, ct);

    private static string PathOf(Guid accountId) => $"/internal/accounts/{accountId}/teams";
}
