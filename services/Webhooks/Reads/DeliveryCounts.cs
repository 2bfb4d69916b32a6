using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Postgres;
using Npgsql;

namespace Hitl.Webhooks.Reads;

/// <summary>How many deliveries fit; <c>has_more</c>: there are more than were counted.</summary>
internal sealed record DeliveryCount(long Count, bool HasMore);

/// <summary>Tells how many deliveries a filter finds, before all of them are sent again.</summary>
internal sealed class DeliveryCounts(NpgsqlDataSource database)
{
    /// <summary>Nobody reads further; counting would take longer than the answer is worth.</summary>
    private const int Max = 100_000;

    /// <param name="filter">Its page does not matter.</param>
    /// <param name="owner">Whose: a client counts its own account's only; null for administrators.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DeliveryCount> CountAsync(DeliveryFilter filter, Guid? owner, CancellationToken ct)
    {
        var accountId = owner ?? filter.AccountId;
        var parameters = new
        {
            AccountId = accountId,
            filter.JobId,
            Events = filter.Event is { } name ? [name] : EventNames.All.ToArray(),
            States = filter.State is { } state ? [state] : DatabaseWords.States.ToArray(),
            Since = IdRange.StartOf(filter.Since),
            Until = IdRange.EndOf(filter.Until),
            Max = Max + 1,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var count = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(RangeSql.Count(filter.JobId, accountId), parameters, cancellationToken: ct));
        return new DeliveryCount(Math.Min(count, Max), count > Max);
    }
}
