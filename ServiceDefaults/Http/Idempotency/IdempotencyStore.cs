using System.Security.Cryptography;
using System.Text;
using Dapper;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hitl.ServiceDefaults.Http.Idempotency;

/// <summary>A request that runs under a client's Idempotency-Key.</summary>
/// <param name="Scope">Who sends it, with method and route.</param>
/// <param name="KeyHash">SHA-256 of the client's key.</param>
/// <param name="RunId">This run; a later run that took over has another.</param>
public sealed record IdempotentRun(string Scope, byte[] KeyHash, Guid RunId);

/// <summary>The answer of an <see cref="IdempotentRun"/>, ready to be written in the transaction of its work.</summary>
/// <param name="Run">Whose answer.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="SealedBody">The body, encrypted.</param>
public sealed record IdempotentAnswer(IdempotentRun Run, int Status, byte[] SealedBody);

/// <summary>What became of the attempt to begin a run.</summary>
internal sealed record RunStart(IdempotentRun? Run, bool IsRunning, bool IsOtherRequest, int? Status, byte[]? Body);

/// <summary>Keeps what was answered to each Idempotency-Key.</summary>
internal sealed class IdempotencyStore(
    NpgsqlDataSource database, IOptions<IdempotencyOptions> options, IOptions<AuthOptions> auth, TimeProvider time)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // One statement decides: a new key, a finished answer, another request's key, a run in progress, or one to take over.
    private const string BeginSql = """
        INSERT INTO idempotency AS held (scope, key_hash, fingerprint, run_id, lease_until, created_at)
        VALUES (@Scope, @KeyHash, @Fingerprint, @RunId, @LeaseUntil, @Now)
            ON CONFLICT (scope, key_hash) DO UPDATE
           SET run_id      = CASE WHEN held.created_at < @Oldest OR (held.status IS NULL AND held.lease_until < @Now AND held.fingerprint = @Fingerprint)
                                  THEN @RunId ELSE held.run_id END,
               lease_until = CASE WHEN held.created_at < @Oldest OR (held.status IS NULL AND held.lease_until < @Now AND held.fingerprint = @Fingerprint)
                                  THEN @LeaseUntil ELSE held.lease_until END,
               fingerprint = CASE WHEN held.created_at < @Oldest THEN @Fingerprint ELSE held.fingerprint END,
               status      = CASE WHEN held.created_at < @Oldest THEN NULL ELSE held.status END,
               body        = CASE WHEN held.created_at < @Oldest THEN NULL ELSE held.body END,
               created_at  = CASE WHEN held.created_at < @Oldest THEN @Now ELSE held.created_at END
        RETURNING run_id = @RunId AS mine, fingerprint = @Fingerprint AS same_request, status, body
        """;

    private const string CompleteSql = """
        UPDATE idempotency
           SET status = @Status, body = @SealedBody
         WHERE scope = @Scope AND key_hash = @KeyHash AND run_id = @RunId AND status IS NULL
        """;

    private const string ReleaseSql =
        "DELETE FROM idempotency WHERE scope = @Scope AND key_hash = @KeyHash AND run_id = @RunId AND status IS NULL";

    private const string PurgeSql = "DELETE FROM idempotency WHERE created_at < @Oldest";

    private readonly byte[] _sealingKey = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(auth.Value.SigningKey), 32, info: "idempotency"u8.ToArray());

    public async Task<RunStart> BeginAsync(string scope, string key, byte[] fingerprint, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var run = new IdempotentRun(scope, SHA256.HashData(Encoding.UTF8.GetBytes(key)), Guid.CreateVersion7(now));
        var parameters = new
        {
            run.Scope,
            run.KeyHash,
            run.RunId,
            Fingerprint = fingerprint,
            Now = now,
            LeaseUntil = now + options.Value.Lease,
            Oldest = now - options.Value.KeepFor,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(BeginSql, parameters, cancellationToken: ct));

        if (!row.SameRequest) return new RunStart(null, false, true, null, null);
        if (row.Status is { } status) return new RunStart(null, false, false, status, Open(row.Body!));
        return row.Mine ? new RunStart(run, false, false, null, null) : new RunStart(null, true, false, null, null);
    }

    /// <summary>False when another run has taken over: then the work must not be committed.</summary>
    public static async Task<bool> CompleteAsync(NpgsqlTransaction transaction, IdempotentAnswer answer, CancellationToken ct)
    {
        var parameters = new { answer.Status, answer.SealedBody, answer.Run.Scope, answer.Run.KeyHash, answer.Run.RunId };
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(CompleteSql, parameters, transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Frees the key of a run that changed nothing, so that a retry is not held up.</summary>
    public async Task ReleaseAsync(IdempotentRun run, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(ReleaseSql, run, cancellationToken: ct));
    }

    public async Task PurgeAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            PurgeSql, new { Oldest = time.GetUtcNow() - options.Value.KeepFor }, cancellationToken: ct));
    }

    public IdempotentAnswer Seal(IdempotentRun run, int status, ReadOnlySpan<byte> body)
    {
        var sealedBody = new byte[NonceBytes + TagBytes + body.Length];
        var nonce = sealedBody.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_sealingKey, TagBytes);
        cipher.Encrypt(nonce, body, sealedBody.AsSpan(NonceBytes + TagBytes), sealedBody.AsSpan(NonceBytes, TagBytes));
        return new IdempotentAnswer(run, status, sealedBody);
    }

    private byte[] Open(ReadOnlySpan<byte> sealedBody)
    {
        var body = new byte[sealedBody.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_sealingKey, TagBytes);
        cipher.Decrypt(sealedBody[..NonceBytes], sealedBody[(NonceBytes + TagBytes)..], sealedBody.Slice(NonceBytes, TagBytes), body);
        return body;
    }

    private sealed record Row(bool Mine, bool SameRequest, int? Status, byte[]? Body);
}
