using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>Keeps which generation of its derived callback keys an account uses; an account without a row uses the first.</summary>
internal sealed class PostgresCallbackKeyStore(UnitOfWork work, Vault vault, TimeProvider time) : ICallbackKeyStore
{
    private const string FindSql = """
        SELECT is_test, generation, previous_generation, takes_over_at
          FROM callback_key_rotation
         WHERE account_id = @AccountId
        """;

    // A key that has not taken over yet is known to no receiver for certain: the one that is sent stays the one that is sent.
    private const string RotateSql = """
        INSERT INTO callback_key_rotation AS held (account_id, is_test, generation, previous_generation, takes_over_at, rotated_at)
        VALUES (@AccountId, @IsTest, 1, 0, @TakesOverAt, @Now)
            ON CONFLICT (account_id, is_test) DO UPDATE
           SET generation          = held.generation + 1,
               previous_generation = CASE WHEN held.takes_over_at <= @Now THEN held.generation ELSE held.previous_generation END,
               takes_over_at       = excluded.takes_over_at,
               rotated_at          = excluded.rotated_at
        """;

    public async Task<CallbackKeys> GetAsync(Guid accountId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var rows = await transaction.Connection!.QueryAsync<Row>(
            new CommandDefinition(FindSql, new { AccountId = accountId }, transaction, cancellationToken: ct));
        var rotations = rows.ToDictionary(row => row.IsTest, row => row.ToRotation());
        var now = time.GetUtcNow();
        return new CallbackKeys(KeyOf(false), KeyOf(true));

        CallbackKey KeyOf(bool isTest) => vault.CallbackKeyOf(accountId, isTest, rotations.GetValueOrDefault(isTest, CallbackKeyRotation.None), now);
    }

    public async Task RotateAsync(Guid accountId, bool isTest, DateTimeOffset takesOverAt, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { AccountId = accountId, IsTest = isTest, TakesOverAt = takesOverAt, Now = time.GetUtcNow() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(RotateSql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public bool IsTest { get; init; }

        public int Generation { get; init; }

        public int PreviousGeneration { get; init; }

        public DateTimeOffset TakesOverAt { get; init; }

        public CallbackKeyRotation ToRotation() => new(Generation, PreviousGeneration, TakesOverAt);
    }
}
