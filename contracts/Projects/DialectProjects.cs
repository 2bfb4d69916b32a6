using System.Text.Json;

namespace Hitl.Contracts.Projects;

/// <summary>A project that a dialect's client makes by a name of its own; active at once.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Key">Names it within the account, such as <c>scale/Kittens</c>; 1 to 220 characters.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Data">What the dialect wants to have back with it. Nobody else looks into it.</param>
public sealed record OpenProject(Guid AccountId, string Key, string Name, JsonElement Data);

/// <summary>A project that a dialect's client made.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Key">What the dialect named it by.</param>
/// <param name="Name">As people see it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Data">What the dialect gave to be kept.</param>
/// <param name="DefaultCallbackUrl">Where results of the account go that name no place; null when there is none.</param>
public sealed record DialectProjectRecord(Guid ProjectId, string Key, string Name, DateTimeOffset CreatedAt, JsonElement Data, string? DefaultCallbackUrl);

/// <summary>Some projects, in the order of their making.</summary>
public sealed record DialectProjectList(IReadOnlyList<DialectProjectRecord> Projects);

/// <summary>Other data for a project, if nobody else has changed them meanwhile.</summary>
/// <param name="Known">As they were read.</param>
/// <param name="Data">As they shall be.</param>
public sealed record KeepProjectData(JsonElement Known, JsonElement Data);

/// <summary>What dialects ask of Projects about projects that their clients make by name.</summary>
public interface IDialectProjectsClient
{
    /// <summary>Makes the project; null when the key is taken, or there is no such account. <c>POST /internal/dialect-projects</c>.</summary>
    Task<DialectProjectRecord?> OpenAsync(OpenProject order, CancellationToken ct);

    /// <summary>The account's project with that key; null when there is none. <c>GET /internal/accounts/ACCOUNT/dialect-projects?key=</c>.</summary>
    Task<DialectProjectRecord?> GetAsync(Guid accountId, string key, CancellationToken ct);

    /// <summary>All of the account's whose keys begin so, in the order of their making. <c>GET /internal/accounts/ACCOUNT/dialect-projects?prefix=</c>.</summary>
    Task<DialectProjectList> ListAsync(Guid accountId, string prefix, CancellationToken ct);

    /// <summary>
    /// Keeps other data with a project; null when they are not <see cref="KeepProjectData.Known"/> any more: read again.
    /// <c>POST /internal/accounts/ACCOUNT/dialect-projects/PROJECT/data</c>.
    /// </summary>
    Task<DialectProjectRecord?> KeepDataAsync(Guid accountId, Guid projectId, KeepProjectData change, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Projects does not answer.</summary>
public sealed class HttpDialectProjectsClient(HttpClient http) : IDialectProjectsClient
{
    /// <inheritdoc />
    public Task<DialectProjectRecord?> OpenAsync(OpenProject order, CancellationToken ct) =>
        http.PostOrNullAsync<DialectProjectRecord>("/internal/dialect-projects", order, ct);

    /// <inheritdoc />
    public async Task<DialectProjectRecord?> GetAsync(Guid accountId, string key, CancellationToken ct) =>
        (await AskAsync(accountId, "key", key, ct).ConfigureAwait(false)).Projects is [var project] ? project : null;

    /// <inheritdoc />
    public Task<DialectProjectList> ListAsync(Guid accountId, string prefix, CancellationToken ct) => AskAsync(accountId, "prefix", prefix, ct);

    /// <inheritdoc />
    public Task<DialectProjectRecord?> KeepDataAsync(Guid accountId, Guid projectId, KeepProjectData change, CancellationToken ct) =>
        http.PostOrNullAsync<DialectProjectRecord>($"/internal/accounts/{accountId}/dialect-projects/{projectId}/data", change, ct);

    private async Task<DialectProjectList> AskAsync(Guid accountId, string by, string value, CancellationToken ct) =>
        await http.GetOrNullAsync<DialectProjectList>($"/internal/accounts/{accountId}/dialect-projects?{by}={Uri.EscapeDataString(value)}", ct).ConfigureAwait(false)
        ?? throw new HttpRequestException("Projects answered without a body.");
}
