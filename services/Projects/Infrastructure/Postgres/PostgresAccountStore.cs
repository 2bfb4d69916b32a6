using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresAccountStore(UnitOfWork work) : IAccountStore
{
    private const string AddSql = """
        INSERT INTO account (id, version, name, plan, status, default_callback_url, created_at)
        VALUES (@Id, @Version, @Name, @Plan, @Status, @DefaultCallbackUrl, @CreatedAt)
        """;

    private const string HoldSql = """
        SELECT id, version, name, plan, status, default_callback_url, created_at
          FROM account
         WHERE id = @AccountId
           FOR UPDATE
        """;

    private const string SaveSql = """
        UPDATE account
           SET version = @Version, name = @Name, plan = @Plan, status = @Status, default_callback_url = @DefaultCallbackUrl
         WHERE id = @Id
        """;

    public async Task AddAsync(Account account, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, Row.Of(account), transaction, cancellationToken: ct));
    }

    public async Task<Account?> HoldAsync(Guid accountId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(HoldSql, new { accountId }, transaction, cancellationToken: ct));
        return row?.ToAccount();
    }

    public async Task SaveAsync(Account account, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(SaveSql, Row.Of(account), transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public long Version { get; init; }

        public string Name { get; init; } = "";

        public string Plan { get; init; } = "";

        public string Status { get; init; } = "";

        public string? DefaultCallbackUrl { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public static Row Of(Account account) => new()
        {
            Id = account.Id,
            Version = account.Version,
            Name = account.Name,
            Plan = account.Plan.Word(),
            Status = account.Status.Word(),
            DefaultCallbackUrl = account.DefaultCallbackUrl,
            CreatedAt = account.CreatedAt,
        };

        public Account ToAccount() => new()
        {
            Id = Id,
            Version = Version,
            Name = Name,
            Plan = Words.Parse<Plan>(Plan),
            Status = Words.Parse<AccountStatus>(Status),
            DefaultCallbackUrl = DefaultCallbackUrl,
            CreatedAt = CreatedAt,
        };
    }
}
