using Dapper;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.Files.Reads;
using Hitl.ServiceDefaults.Concurrency;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hitl.Files.Infrastructure.Postgres;

internal sealed class PostgresFileStore : IFileStore, IAsyncDisposable
{
    private const int BatchMax = 200;

    // Nothing but the order of the locks keeps two orders with the same contents from waiting for each other. A content that was
    // stored before it could be measured gets its measures now.
    private const string AnnounceContentsSql = """
        INSERT INTO content (sha256, check_at, media)
        SELECT sha256, @CheckAt, media::json
          FROM unnest(@Hashes, @Media) AS fresh (sha256, media)
         ORDER BY sha256
            ON CONFLICT (sha256) DO UPDATE
           SET media = EXCLUDED.media
         WHERE content.media IS NULL AND EXCLUDED.media IS NOT NULL
        """;

    private const string FindMediaSql = "SELECT media FROM content WHERE sha256 = @Hash";

    // A shared lock: orders with the same content do not wait for each other, the janitor does for all of them.
    private const string LockContentsSql = """
        SELECT sha256
          FROM content
         WHERE sha256 = ANY(@Hashes)
         ORDER BY sha256
           FOR KEY SHARE
        """;

    private const string InsertFilesSql = """
        INSERT INTO file (id, account_id, sha256, source_url, name, content_type, size, created_at, pending_since)
        SELECT id, account_id, sha256, source_url, name, content_type, size, @Now, @Now
          FROM unnest(@Ids, @Accounts, @Hashes, @SourceUrls, @Names, @ContentTypes, @Sizes)
            AS fresh (id, account_id, sha256, source_url, name, content_type, size)
        """;

    private const string FindSql = """
        SELECT file.id, file.account_id, file.name, file.content_type, file.size, file.pending_since IS NOT NULL AS is_pending, content.media
          FROM unnest(@Accounts, @Ids) AS wanted (account_id, id)
          JOIN file ON file.id = wanted.id AND file.account_id = wanted.account_id
          LEFT JOIN content ON content.sha256 = file.sha256
        """;

    // A pending file that is named again starts to wait anew. Whether it was dropped meanwhile, this statement tells.
    private const string HoldSql = """
        UPDATE file
           SET pending_since = CASE WHEN pending_since IS NULL THEN NULL ELSE @Now END
         WHERE id = @Id AND account_id = @AccountId
        """;

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly IOptions<FilesOptions> _options;
    private readonly Coalescer<Wanted, FileRow?> _finds;

    public PostgresFileStore(NpgsqlDataSource database, TimeProvider time, IOptions<FilesOptions> options)
    {
        (_database, _time, _options) = (database, time, options);
        _finds = new Coalescer<Wanted, FileRow?>("files.find", BatchMax, FindAllAsync);
    }

    public async Task<StoredFile?> FindAsync(Guid accountId, Guid fileId, CancellationToken ct)
    {
        var row = await _finds.RunAsync(new Wanted(accountId, fileId), ct);
        if (row is null || (row.IsPending && !await HoldAsync(accountId, fileId, ct))) return null;
        return new StoredFile { FileId = row.Id, Name = row.Name, ContentType = row.ContentType, Size = row.Size, Media = MediaJson.Read(row.Media) };
    }

    public async Task<MediaFacts?> FindMediaAsync(ContentHash hash, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        return MediaJson.Read(await connection.ExecuteScalarAsync<string?>(new CommandDefinition(FindMediaSql, new { Hash = hash.ToBytes() }, cancellationToken: ct)));
    }

    public async Task AddAsync(IReadOnlyCollection<NewFile> files, Func<CancellationToken, Task> putContents, CancellationToken ct)
    {
        var contents = files.Where(file => file.Hash is not null).DistinctBy(file => file.Hash).ToList();
        var hashes = contents.ConvertAll(file => file.Hash!.Value.ToBytes()).ToArray();
        var media = contents.ConvertAll(file => MediaJson.Write(file.Facts.Media)).ToArray();
        var now = _time.GetUtcNow();
        await using var connection = await _database.OpenConnectionAsync(ct);
        while (true)
        {
            // Committed on its own: a crash before the end leaves a row by which the janitor finds the bytes.
            var announce = new { Hashes = hashes, Media = media, CheckAt = now + _options.Value.SpareFor };
            await connection.ExecuteAsync(new CommandDefinition(AnnounceContentsSql, announce, cancellationToken: ct));

            await using var transaction = await connection.BeginTransactionAsync(ct);
            var locked = await connection.QueryAsync<byte[]>(new CommandDefinition(LockContentsSql, new { Hashes = hashes }, transaction, cancellationToken: ct));
            // The janitor took an old row away between the two statements: once more, with a new one.
            if (locked.Count() < hashes.Length) continue;

            await putContents(ct);
            await connection.ExecuteAsync(new CommandDefinition(InsertFilesSql, ParametersOf(files, now), transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
            return;
        }
    }

    public Task<int> DropPendingAsync(DateTimeOffset before, CancellationToken ct) => FileSweep.DropPendingAsync(_database, before, _time.GetUtcNow(), ct);

    public Task<int> DropSpareContentsAsync(Func<ContentHash, CancellationToken, Task> delete, CancellationToken ct) =>
        FileSweep.DropSpareContentsAsync(_database, _time.GetUtcNow(), delete, ct);

    public ValueTask DisposeAsync() => _finds.DisposeAsync();

    private async Task<bool> HoldAsync(Guid accountId, Guid fileId, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var parameters = new { Id = fileId, AccountId = accountId, Now = _time.GetUtcNow() };
        return await connection.ExecuteAsync(new CommandDefinition(HoldSql, parameters, cancellationToken: ct)) == 1;
    }

    private async Task<IReadOnlyList<FileRow?>> FindAllAsync(IReadOnlyList<Wanted> wanted, CancellationToken ct)
    {
        var distinct = wanted.Distinct().ToList();
        var parameters = new { Accounts = distinct.ConvertAll(one => one.AccountId).ToArray(), Ids = distinct.ConvertAll(one => one.FileId).ToArray() };
        await using var connection = await _database.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<FileRow>(new CommandDefinition(FindSql, parameters, cancellationToken: ct)))
            .ToDictionary(row => new Wanted(row.AccountId, row.Id));
        return [.. wanted.Select(rows.GetValueOrDefault)];
    }

    private static object ParametersOf(IReadOnlyCollection<NewFile> files, DateTimeOffset now) => new
    {
        Now = now,
        Ids = files.Select(file => file.Facts.FileId).ToArray(),
        Accounts = files.Select(file => file.AccountId).ToArray(),
        Hashes = files.Select(file => file.Hash?.ToBytes()).ToArray(),
        SourceUrls = files.Select(file => file.SourceUrl).ToArray(),
        Names = files.Select(file => file.Facts.Name).ToArray(),
        ContentTypes = files.Select(file => file.Facts.ContentType).ToArray(),
        Sizes = files.Select(file => file.Facts.Size).ToArray(),
    };

    private sealed record Wanted(Guid AccountId, Guid FileId);

    private sealed record FileRow(Guid Id, Guid AccountId, string Name, string ContentType, long Size, bool IsPending, string? Media);
}
