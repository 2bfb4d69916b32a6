using System.Text.Json;

namespace Hitl.Contracts.Projects;

/// <summary>A template as a dialect shows it to its client.</summary>
public sealed record TemplateRecord
{
    /// <summary>The template.</summary>
    public required Guid TemplateId { get; init; }

    /// <summary>Whose it is; null: all accounts share it.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its newest version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The list of fields of that version.</summary>
    public required JsonElement Fields { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>An order was refused.</summary>
/// <param name="Status">The HTTP status of the refusal.</param>
/// <param name="Code">Stable.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Errors">By field.</param>
public sealed record RefusedTemplate(int Status, string Code, string Message, IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>What became of an order: the template as it is now, or as it was last; or why not.</summary>
public sealed record TemplateOutcome(TemplateRecord? Template, RefusedTemplate? Refusal = null);

/// <summary>A page of templates.</summary>
/// <param name="Templates">Newest first.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record TemplatesPage(IReadOnlyList<TemplateRecord> Templates, string? NextCursor);

/// <summary>Orders about an account's own templates, and those that all accounts share. Another's template is not found, nor a deleted one.</summary>
public interface ITemplatesClient
{
    /// <summary>As <c>POST /v1/account/templates</c> takes it. <c>POST /internal/accounts/ACCOUNT/templates</c>.</summary>
    Task<TemplateOutcome> CreateAsync(Guid accountId, JsonElement template, CancellationToken ct);

    /// <summary>Null when there is none. <c>GET /internal/accounts/ACCOUNT/templates/ID</c>.</summary>
    Task<TemplateRecord?> GetAsync(Guid accountId, Guid templateId, CancellationToken ct);

    /// <summary>What the account may use, newest first. <c>GET /internal/accounts/ACCOUNT/templates</c>.</summary>
    Task<TemplatesPage> ListAsync(Guid accountId, int limit, string? cursor, CancellationToken ct);

    /// <summary>As <c>PATCH /v1/account/templates/ID</c> takes it; null when there is none. <c>POST /internal/accounts/ACCOUNT/templates/ID</c>.</summary>
    Task<TemplateOutcome?> ChangeAsync(Guid accountId, Guid templateId, JsonElement change, CancellationToken ct);

    /// <summary>One in use is only hidden; null when there is none. <c>POST /internal/accounts/ACCOUNT/templates/ID/delete</c>.</summary>
    Task<TemplateOutcome?> DeleteAsync(Guid accountId, Guid templateId, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Projects does not answer.</summary>
public sealed class HttpTemplatesClient(HttpClient http) : ITemplatesClient
{
    /// <inheritdoc />
    public async Task<TemplateOutcome> CreateAsync(Guid accountId, JsonElement template, CancellationToken ct) =>
        await http.PostOrNullAsync<TemplateOutcome>(PathOf(accountId), template, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<TemplateRecord?> GetAsync(Guid accountId, Guid templateId, CancellationToken ct) =>
        http.GetOrNullAsync<TemplateRecord>($"{PathOf(accountId)}/{templateId}", ct);

    /// <inheritdoc />
    public async Task<TemplatesPage> ListAsync(Guid accountId, int limit, string? cursor, CancellationToken ct) =>
        await http.GetOrNullAsync<TemplatesPage>(
            $"{PathOf(accountId)}?limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<TemplateOutcome?> ChangeAsync(Guid accountId, Guid templateId, JsonElement change, CancellationToken ct) =>
        http.PostOrNullAsync<TemplateOutcome>($"{PathOf(accountId)}/{templateId}", change, ct);

    /// <inheritdoc />
    public Task<TemplateOutcome?> DeleteAsync(Guid accountId, Guid templateId, CancellationToken ct) =>
        http.PostOrNullAsync<TemplateOutcome>($"{PathOf(accountId)}/{templateId}/delete", new { }, ct);

    private static string PathOf(Guid accountId) => $"/internal/accounts/{accountId}/templates";

    private static HttpRequestException NoBody() => new("Projects answered without a body.");
}
