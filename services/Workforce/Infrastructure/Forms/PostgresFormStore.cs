using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;

namespace Hitl.Workforce.Infrastructure.Forms;

internal sealed class PostgresFormStore(UnitOfWork work, CompiledForms forms) : IFormStore
{
    private const string FindSql = """
        SELECT f.hash, f.form::text AS form, j.content::text AS content, j.files::text AS files, j.attachments::text AS attachments
          FROM assignment a
          JOIN form f ON f.hash = a.form_hash
          JOIN job j ON j.id = a.job_id
         WHERE a.id = @AssignmentId
        """;

    public async Task<Question?> FindAsync(Guid assignmentId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(FindSql, new { AssignmentId = assignmentId }, transaction, cancellationToken: ct));
        return row is null ? null : new Question(forms.Of(row.Hash, row.Form), StoredMaterial.Of(row.Content, row.Files, row.Attachments));
    }

    private sealed record Row
    {
        public required byte[] Hash { get; init; }

        public required string Form { get; init; }

        public string? Content { get; init; }

        public required string Files { get; init; }

        public required string Attachments { get; init; }
    }
}
