using Hitl.ServiceDefaults.Data;
using Hitl.TestKit;
using Hitl.Webhooks.Reads;
using Npgsql;

namespace Hitl.Webhooks.Tests.Reads;

/// <summary>A page of the log must cost the same however many deliveries there are.</summary>
internal sealed class LogPlans
{
    private const int Limit = 20;
    private const int Pairs = 2;

    // The oldest 5,000 are ours; all that is newer belongs to 19 more accounts.
    private const string FillSql = """
        INSERT INTO endpoint (id, account_id, host, next_at, failures, pace) VALUES (@Account, @Account, 'client.test:443', 'infinity', 0, 'new');
        INSERT INTO delivery (id, account_id, endpoint_id, event, job_id, version, shown_url, target, body, state, created_at, ended_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, CASE WHEN n <= 5000 THEN @Account ELSE lpad(to_hex(n / 5001), 32, 'b')::uuid END, @Account,
               CASE WHEN n % 50 = 0 THEN 'job.expired' ELSE 'job.completed' END, gen_random_uuid(), 1, '', '', '',
               CASE WHEN n % 100 = 0 THEN 'exhausted' ELSE 'delivered' END, now(), now()
          FROM generate_series(1, 100000) AS n;
        ANALYZE
        """;

    [Test]
    public async Task A_page_is_one_short_walk_for_each_pair_of_event_and_state()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        var account = Guid.CreateVersion7();
        await app.Database.ExecuteAsync(FillSql, new { Account = account });
        await using var connection = await app.Database.Source.OpenConnectionAsync();

        foreach (var (sql, index) in new[] { (DeliveryReads.PageOfAccountSql, "delivery_of_account"), (DeliveryReads.PageOfAllSql, "delivery_of_all") })
        {
            await using var command = new NpgsqlCommand(sql, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid>("AccountId", account),
                    new NpgsqlParameter<string[]>("Events", ["job.completed"]),
                    new NpgsqlParameter<string[]>("States", ["delivered", "exhausted"]),
                    new NpgsqlParameter<Guid>("Since", IdRange.StartOf(null)),
                    new NpgsqlParameter<Guid>("Until", IdRange.EndOf(null)),
                    new NpgsqlParameter<Guid>("Before", Guid.AllBitsSet),
                    new NpgsqlParameter<int>("Limit", Limit),
                },
            };
            QueryPlan.AssertFlat(await QueryPlan.OfAsync(command), index, Pairs * Limit);
        }
    }
}
