namespace Hitl.Contracts.Projects;

/// <summary>Whose a key is and what it may do.</summary>
public sealed record ApiKeyFacts
{
    /// <summary>The key's own id.</summary>
    public required Guid KeyId { get; init; }

    /// <summary>Live, test or admin.</summary>
    public required ApiKeyMode Mode { get; init; }

    /// <summary>Its account; null for administrators' keys.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The account's plan; null for administrators' keys.</summary>
    public Plan? Plan { get; init; }

    /// <summary>When the key ends, such as after a rotation's overlap; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A question to Projects: whose key is this?</summary>
/// <param name="LookupId">See <see cref="ApiKeyFormat.LookupIdOf"/>.</param>
/// <param name="KeyHash">See <see cref="ApiKeyFormat.HashOf"/>.</param>
public sealed record ResolveApiKey(string LookupId, byte[] KeyHash);

/// <summary>Questions to Projects.</summary>
public interface IProjectsClient
{
    /// <summary>Null when the key is unknown, revoked, over, or of a suspended account. <c>POST /internal/keys/resolve</c>.</summary>
    Task<ApiKeyFacts?> ResolveApiKeyAsync(ResolveApiKey question, CancellationToken ct);

    /// <summary>The project as it is now; null when there is none. <c>GET /internal/projects/ID</c>.</summary>
    Task<ProjectFacts?> GetProjectAsync(Guid projectId, CancellationToken ct);

    /// <summary>The account's project with that key, made where it is missing; null when there is no such account, or no such template. <c>POST /internal/projects/ensure</c>.</summary>
    Task<DialectProject?> EnsureProjectAsync(EnsureProject order, CancellationToken ct);

    /// <summary>That version of a template, or its newest; null when there is none. <c>GET /internal/templates/ID?version=</c>.</summary>
    Task<TemplateFacts?> GetTemplateAsync(Guid templateId, int? version, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Projects does not answer.</summary>
public sealed class HttpProjectsClient(HttpClient http) : IProjectsClient
{
    /// <inheritdoc />
    public Task<ApiKeyFacts?> ResolveApiKeyAsync(ResolveApiKey question, CancellationToken ct) =>
        http.PostOrNullAsync<ApiKeyFacts>("/internal/keys/resolve", question, ct);

    /// <inheritdoc />
    public Task<ProjectFacts?> GetProjectAsync(Guid projectId, CancellationToken ct) =>
        http.GetOrNullAsync<ProjectFacts>($"/internal/projects/{projectId}", ct);

    /// <inheritdoc />
    public Task<DialectProject?> EnsureProjectAsync(EnsureProject order, CancellationToken ct) =>
        http.PostOrNullAsync<DialectProject>("/internal/projects/ensure", order, ct);

    /// <inheritdoc />
    public Task<TemplateFacts?> GetTemplateAsync(Guid templateId, int? version, CancellationToken ct) =>
        http.GetOrNullAsync<TemplateFacts>($"/internal/templates/{templateId}{(version is { } number ? $"?version={number}" : "")}", ct);
}
