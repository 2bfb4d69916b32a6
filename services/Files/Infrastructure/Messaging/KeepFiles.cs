using Dapper;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Files.Infrastructure.Messaging;

/// <summary>A job has its files for good.</summary>
internal sealed class KeepFilesOfJobs(KeepFiles keep) : IEventHandler<JobCreated>
{
    public Task HandleAsync(IReadOnlyList<JobCreated> events, CancellationToken ct) =>
        keep.HandleAsync(events.SelectMany(job => FilesOf(job).Select(file => (job.AccountId, file))), ct);

    private static IEnumerable<StoredFile> FilesOf(JobCreated job) => job.Files.Concat(job.Attachments.Select(attachment => attachment.File).OfType<StoredFile>());
}

/// <summary>A project has its instructions for good.</summary>
internal sealed class KeepFilesOfProjects(KeepFiles keep) : IEventHandler<ProjectChanged>
{
    public Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct) =>
        keep.HandleAsync(
            events.Where(change => change.Project.InstructionsFile is not null).Select(change => (change.Project.AccountId, change.Project.InstructionsFile!)), ct);
}

/// <summary>Marks files as kept; a second time does nothing.</summary>
internal sealed partial class KeepFiles(UnitOfWork work, ILogger<KeepFiles> logger)
{
    // A file that is kept stays kept: only pending ones are locked and written, so that a file in a thousand jobs costs a thousand
    // reads. In the order of ids, so that two batches with files in common do not wait for each other.
    private const string KeepSql = """
        WITH named AS (
            SELECT file.id, file.pending_since IS NOT NULL AS is_pending
              FROM unnest(@Accounts, @Ids) AS wanted (account_id, id)
              JOIN file ON file.id = wanted.id AND file.account_id = wanted.account_id
        ), pending AS (
            SELECT id
              FROM file
             WHERE id IN (SELECT id FROM named WHERE is_pending)
             ORDER BY id
               FOR UPDATE
        ), kept AS (
            UPDATE file
               SET pending_since = NULL
             WHERE id IN (SELECT id FROM pending)
            RETURNING id
        )
        SELECT id FROM named WHERE NOT is_pending
        UNION ALL
        SELECT id FROM kept
        """;

    public async Task HandleAsync(IEnumerable<(Guid AccountId, StoredFile File)> files, CancellationToken ct)
    {
        var named = files.Select(file => (file.AccountId, file.File.FileId)).Distinct().ToList();
        var parameters = new { Accounts = named.Select(file => file.AccountId).ToArray(), Ids = named.Select(file => file.FileId).ToArray() };
        if (named.Count == 0) return;
        var transaction = await work.TransactionAsync(ct);
        var found = (await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(KeepSql, parameters, transaction, cancellationToken: ct)))
            .ToHashSet();
        foreach (var (_, fileId) in named.Where(file => !found.Contains(file.FileId))) Gone(fileId);
    }

    [LoggerMessage(LogLevel.Error, "File {FileId} was dropped before the event that names it arrived; raise Files:PendingFor")]
    private partial void Gone(Guid fileId);
}
