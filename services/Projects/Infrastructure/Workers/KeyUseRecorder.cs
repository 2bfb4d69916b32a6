using System.Threading.Channels;
using Dapper;
using Hitl.Projects.Application;
using Npgsql;

namespace Hitl.Projects.Infrastructure.Workers;

/// <summary>
/// Writes when keys were last used, behind the gateway's back: it never waits for this. What cannot be written is dropped, for the
/// next use comes soon.
/// </summary>
internal sealed partial class KeyUseRecorder(NpgsqlDataSource database, ILogger<KeyUseRecorder> logger) : BackgroundService, IKeyUses
{
    private const int WaitingMax = 10_000;

    // Replicas hear of the same key: the first of a minute writes.
    private const string RecordSql = """
        UPDATE api_key
           SET last_used_at = used.used_at
          FROM unnest(@Ids, @Times) AS used (id, used_at)
         WHERE api_key.id = used.id
           AND (api_key.last_used_at IS NULL OR api_key.last_used_at <= used.used_at - interval '1 minute')
        """;

    private readonly Channel<(Guid KeyId, DateTimeOffset UsedAt)> _waiting = Channel.CreateBounded<(Guid, DateTimeOffset)>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Note(Guid keyId, DateTimeOffset usedAt) => _waiting.Writer.TryWrite((keyId, usedAt));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _waiting.Reader.WaitToReadAsync(stoppingToken);
                await RecordAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                // Also when two replicas wait for each other's rows and PostgreSQL ends one of the two.
                Dropped(failure);
            }
        }
    }

    private async Task RecordAsync(CancellationToken ct)
    {
        var uses = new Dictionary<Guid, DateTimeOffset>();
        while (_waiting.Reader.TryRead(out var use)) uses.TryAdd(use.KeyId, use.UsedAt);
        var parameters = new { Ids = uses.Keys.ToArray(), Times = uses.Values.Select(usedAt => usedAt.UtcDateTime).ToArray() };
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(RecordSql, parameters, cancellationToken: ct));
    }

    [LoggerMessage(LogLevel.Warning, "When keys were last used could not be written")]
    private partial void Dropped(Exception failure);
}
