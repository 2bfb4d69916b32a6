using System.Text.Json;
using Dapper;
using Hitl.Contracts.Projects;
using Hitl.Forms;
using Hitl.Projects.Api;
using Hitl.Projects.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Templates that somebody may see, newest first, and one of them.</summary>
internal sealed class TemplateReads(NpgsqlDataSource database)
{
    private const string Columns = "t.id, t.account_id, t.name, t.description, v.version, t.status, t.created_at, t.updated_at, v.form";
    private const string Joined = "FROM template t JOIN template_version v ON v.template_id = t.id AND v.version =";

    private const string FindSql = $"""
        SELECT {Columns}
          {Joined} COALESCE(@Version, t.version)
         WHERE t.id = @TemplateId AND (@Viewer::uuid IS NULL OR t.account_id = @Viewer OR t.account_id IS NULL)
        """;

    private const string OwnSql = $"SELECT {Columns} {Joined} t.version WHERE t.status = 'active' AND t.account_id = @AccountId AND t.id < @Before";
    private const string SharedSql = $"SELECT {Columns} {Joined} t.version WHERE t.status = 'active' AND t.account_id IS NULL AND t.id < @Before";
    private const string AllSql = $"SELECT {Columns} {Joined} t.version WHERE t.status = 'active' AND t.id < @Before";
    private const string OrderSql = "ORDER BY id DESC LIMIT @Rows";

    // Each half walks its own index; "one or the other" would walk none.
    private const string VisibleSql = $"(({OwnSql} {OrderSql}) UNION ALL ({SharedSql} {OrderSql})) {OrderSql}";

    private const string VersionsSql = "SELECT version, created_at AS create_date FROM template_version WHERE template_id = @TemplateId ORDER BY version DESC";

    /// <summary>With the fields of that version, or of the newest; null when there is none that <paramref name="viewer"/> may see.</summary>
    /// <param name="viewer">The account that asks; null: administrators, who see all.</param>
    /// <param name="templateId">The template.</param>
    /// <param name="version">Null: its newest.</param>
    /// <param name="ct">The request's.</param>
    public async Task<TemplateResponse?> FindAsync(Guid? viewer, Guid templateId, int? version, CancellationToken ct) =>
        await RowAsync(viewer, templateId, version, ct) is { } row ? ToResponse(row) : null;

    /// <summary>The form of that version, or of the newest.</summary>
    public async Task<Form?> FindFormAsync(Guid? viewer, Guid templateId, int? version, CancellationToken ct) =>
        await RowAsync(viewer, templateId, version, ct) is { } row ? TemplateRow.FormOf(row.Form) : null;

    /// <summary>For other services.</summary>
    public async Task<TemplateFacts?> FindFactsAsync(Guid templateId, int? version, CancellationToken ct)
    {
        if (await RowAsync(null, templateId, version, ct) is not { } row) return null;
        return new TemplateFacts { TemplateId = row.Id, AccountId = row.AccountId, Version = row.Version, Form = Parse(row.Form) };
    }

    /// <summary>Every version, newest first; null when there is no such template that <paramref name="viewer"/> may see.</summary>
    public async Task<TemplateVersionsResponse?> ListVersionsAsync(Guid? viewer, Guid templateId, CancellationToken ct)
    {
        if (await RowAsync(viewer, templateId, null, ct) is null) return null;
        await using var connection = await database.OpenConnectionAsync(ct);
        var versions = await connection.QueryAsync<TemplateVersionResponse>(new CommandDefinition(VersionsSql, new { templateId }, cancellationToken: ct));
        return new TemplateVersionsResponse([.. versions]);
    }

    /// <summary>What an account may use: its own and those that all share.</summary>
    public Task<Page<TemplateResponse>> ListVisibleAsync(Guid accountId, PageRequest page, CancellationToken ct) =>
        ListAsync(VisibleSql, accountId, page, ct);

    /// <summary>Those of one account, or of all.</summary>
    public Task<Page<TemplateResponse>> ListAsync(Guid? accountId, PageRequest page, CancellationToken ct) =>
        ListAsync($"{(accountId is null ? AllSql : OwnSql)} {OrderSql}", accountId, page, ct);

    private async Task<Page<TemplateResponse>> ListAsync(string sql, Guid? accountId, PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { accountId, Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        var rows = await connection.QueryAsync<TemplateRow>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<TemplateResponse>.Of([.. rows.Select(ToResponse)], page.Limit, template => template.Id);
    }

    private async Task<TemplateRow?> RowAsync(Guid? viewer, Guid templateId, int? version, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TemplateRow>(
            new CommandDefinition(FindSql, new { viewer, templateId, version }, cancellationToken: ct));
    }

    private static TemplateResponse ToResponse(TemplateRow row) => new(
        row.Id, row.AccountId, row.Name, row.Description, row.Version, Parse(row.Form).GetProperty("fields"), row.Status, row.CreatedAt, row.UpdatedAt);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
