using Dapper;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Postgres;

/// <summary>
/// The copies in a table, before it this process's memory. Neither is part of a unit of work: an upsert that is guarded by the
/// version may happen twice, and must outlive a request that is refused.
/// </summary>
internal sealed class PostgresProjectCopies(NpgsqlDataSource database, IMemoryCache memory) : IProjectCopies
{
    /// <summary>Changes are heard at once; this only bounds what is lost while the broker is away.</summary>
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(1);

    private const string GetSql = """
        SELECT id, account_id, version, is_active, allows_fallback, template_id, template_version, form
          FROM project
         WHERE id = @projectId AND version > 0
        """;

    private const string KeepSql = """
        INSERT INTO project AS held (id, account_id, version, is_active, allows_fallback, template_id, template_version, form)
        SELECT DISTINCT ON (id) id, account_id, version, is_active, allows_fallback, template_id, template_version, form::json
          FROM unnest(@Ids, @AccountIds, @Versions, @Active, @Fallback, @TemplateIds, @TemplateVersions, @Forms)
            AS copy (id, account_id, version, is_active, allows_fallback, template_id, template_version, form)
         ORDER BY id, version DESC
            ON CONFLICT (id) DO UPDATE
           SET version = excluded.version, is_active = excluded.is_active, allows_fallback = excluded.allows_fallback,
               template_id = excluded.template_id, template_version = excluded.template_version, form = excluded.form
         WHERE held.version < excluded.version
        """;

    private readonly Lock _lock = new();

    public async ValueTask<ProjectCopy?> GetAsync(Guid projectId, CancellationToken ct)
    {
        if (memory.TryGetValue(KeyOf(projectId), out ProjectCopy? remembered)) return remembered;
        await using var connection = await database.OpenConnectionAsync(ct);
        var copy = await connection.QuerySingleOrDefaultAsync<ProjectCopy>(new CommandDefinition(GetSql, new { projectId }, cancellationToken: ct));
        if (copy is not null) Remember(copy);
        return copy;
    }

    public async Task KeepAsync(IReadOnlyCollection<ProjectCopy> copies, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new
        {
            Ids = copies.Select(copy => copy.Id).ToArray(),
            AccountIds = copies.Select(copy => copy.AccountId).ToArray(),
            Versions = copies.Select(copy => copy.Version).ToArray(),
            Active = copies.Select(copy => copy.IsActive).ToArray(),
            Fallback = copies.Select(copy => copy.AllowsFallback).ToArray(),
            TemplateIds = copies.Select(copy => copy.TemplateId).ToArray(),
            TemplateVersions = copies.Select(copy => copy.TemplateVersion).ToArray(),
            Forms = copies.Select(copy => copy.Form).ToArray(),
        };
        await connection.ExecuteAsync(new CommandDefinition(KeepSql, parameters, cancellationToken: ct));
        foreach (var copy in copies) Remember(copy);
    }

    public void Remember(ProjectCopy copy)
    {
        // What was read before a change must not take the place of what was heard of it meanwhile.
        lock (_lock)
        {
            if (memory.TryGetValue(KeyOf(copy.Id), out ProjectCopy? held) && held!.Version > copy.Version) return;
            memory.Set(KeyOf(copy.Id), copy, RememberFor);
        }
    }

    private static (string Kind, Guid Id) KeyOf(Guid projectId) => (nameof(ProjectCopy), projectId);
}
