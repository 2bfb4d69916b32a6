using System.Text.Json;
using Dapper;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>A file that belongs to an assignment.</summary>
/// <param name="Id">The file.</param>
/// <param name="Url">Where the annotator reads it, for an hour; reading the assignment again brings a new one.</param>
/// <param name="ContentType">By its contents.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Name">As the client named it.</param>
internal sealed record AssignmentFile(Guid Id, string Url, string ContentType, long Size, string Name);

/// <summary>An assignment as its annotator sees it.</summary>
internal sealed record AssignmentResponse
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset LeaseExpires { get; init; }

    public required int Version { get; init; }

    /// <summary>The form to fill in; null as long as the project has none.</summary>
    public required RawJson? Template { get; init; }

    /// <summary>The URL of the project's instructions; null when the annotator may no longer read the files.</summary>
    public required string? InstructionsFile { get; init; }

    public required IReadOnlyList<AssignmentFile> Files { get; init; }

    public required JsonElement? Predictions { get; init; }

    public required RawJson? Draft { get; init; }
}

/// <summary>Shows an assignment to its annotator, with URLs that let them read its files.</summary>
internal sealed class AssignmentReads(NpgsqlDataSource database, IJobsClient jobs, FileUrls urls)
{
    private const string FindSql = """
        SELECT a.id, a.job_id, a.project_id, r.name AS project_name, a.state AS status, a.lease_until AS lease_expires, a.version,
               r.instructions_file::text AS instructions, j.files::text AS files, j.has_predictions, a.draft::text AS draft
          FROM assignment a
          JOIN job j ON j.id = a.job_id
          JOIN project r ON r.id = a.project_id
         WHERE a.id = @AssignmentId AND a.annotator_id = @AnnotatorId
        """;

    /// <summary>Null when the annotator has no such assignment. Throws <see cref="HttpRequestException"/> while Jobs does not answer.</summary>
    public async Task<AssignmentResponse?> FindAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct)
    {
        if (await FindRowAsync(assignmentId, annotatorId, ct) is not { } row) return null;

        // Whoever skipped or lost a job has no business with its files any more; what one submitted one may look at.
        var isTheirs = row.Status is "held" or "submitted";
        var predictions = isTheirs && row.HasPredictions ? await jobs.GetPredictionsAsync(row.JobId, ct) : null;
        return new AssignmentResponse
        {
            Id = row.Id,
            JobId = row.JobId,
            ProjectId = row.ProjectId,
            ProjectName = row.ProjectName,
            Status = row.Status,
            LeaseExpires = row.LeaseExpires,
            Version = row.Version,
            Template = null,
            InstructionsFile = isTheirs ? urls.UrlOf(Parse<StoredFile>(row.Instructions).FileId, annotatorId) : null,
            Files = isTheirs ? FilesOf(row, annotatorId) : [],
            Predictions = predictions?.Predictions,
            Draft = row.Draft is { } draft ? RawJson.FromText(draft) : null,
        };
    }

    private async Task<Row?> FindRowAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct)
    {
        // Given back before Jobs is asked: a slow answer must not keep a connection.
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { AssignmentId = assignmentId, AnnotatorId = annotatorId }, cancellationToken: ct));
    }

    private IReadOnlyList<AssignmentFile> FilesOf(Row row, Guid annotatorId) =>
    [
        .. Parse<List<StoredFile>>(row.Files)
            .Select(file => new AssignmentFile(file.FileId, urls.UrlOf(file.FileId, annotatorId), file.ContentType, file.Size, file.Name)),
    ];

    private static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, JsonConventions.Options) ?? throw new InvalidOperationException("A column of JSON holds null.");

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid JobId { get; init; }

        public required Guid ProjectId { get; init; }

        public required string ProjectName { get; init; }

        public required string Status { get; init; }

        public required DateTimeOffset LeaseExpires { get; init; }

        public required int Version { get; init; }

        public required string Instructions { get; init; }

        public required string Files { get; init; }

        public required bool HasPredictions { get; init; }

        public string? Draft { get; init; }
    }
}
