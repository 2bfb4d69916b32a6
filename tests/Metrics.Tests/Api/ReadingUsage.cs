using System.Net;
using System.Text.Json.Nodes;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Metrics.Tests.Api;

/// <summary>The list spans all accounts, so each test has a service of its own.</summary>
internal sealed class ReadingUsage
{
    private static readonly DateTimeOffset June = new(2026, 6, 30, 23, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private MetricsApp _app = null!;

    [SetUp]
    public async Task StartAsync() => _app = await MetricsApp.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task Live_jobs_are_counted_by_account_and_month_and_the_first_five_are_free()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await GivenJobsAsync(one, June, 5);
        await GivenJobsAsync(one, July, 7);
        await GivenJobsAsync(one, July, 3, isTest: true);
        await GivenJobsAsync(other, July.AddDays(1), 1);

        var page = await MetricsApp.ReadAsync(await _app.GetUsageAsync(""));

        var expected = JsonNode.Parse($$"""
            {
              "items": [
                { "account_id": "{{other}}", "month": "2026-07", "live_jobs": 1, "billable_jobs": 0 },
                { "account_id": "{{one}}", "month": "2026-07", "live_jobs": 7, "billable_jobs": 2 },
                { "account_id": "{{one}}", "month": "2026-06", "live_jobs": 5, "billable_jobs": 0 }
              ],
              "next_cursor": null
            }
            """);
        Assert.That(page.ToJsonString(), Is.EqualTo(expected!.ToJsonString()));
    }

    [Test]
    public async Task A_job_counts_once_whatever_becomes_of_it()
    {
        var account = Guid.CreateVersion7();
        var job = new TestJob(account, Guid.CreateVersion7(), June);
        var (created, started) = (job.Create(), job.Start(July));
        await _app.CountAsync(started);
        await _app.CountAsync(created);
        await _app.CountAsync(job.Fail(July));
        await _app.CountAsync(job.Requeue(July));

        var items = await ItemsAsync("");

        Assert.That(items.Single(), Is.EqualTo((account, "2026-06", 1)));
    }

    [Test]
    public async Task It_is_filtered_by_account_and_by_month()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var account in new[] { one, other })
        {
            await GivenJobsAsync(account, June, 1);
            await GivenJobsAsync(account, July, 2);
        }

        Assert.That(await ItemsAsync($"?account_id={one}"), Is.EqualTo(new[] { (one, "2026-07", 2), (one, "2026-06", 1) }));
        Assert.That(await ItemsAsync("?month=2026-06"), Is.EquivalentTo(new[] { (one, "2026-06", 1), (other, "2026-06", 1) }));
        Assert.That(await ItemsAsync($"?month=2026-06&account_id={other}"), Is.EqualTo(new[] { (other, "2026-06", 1) }));
        Assert.That(await ItemsAsync($"?account_id={Guid.CreateVersion7()}"), Is.Empty);
    }

    [Test]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        foreach (var day in Enumerable.Range(0, 5)) await GivenJobsAsync(Guid.CreateVersion7(), July.AddDays(day), 1);

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await MetricsApp.ReadAsync(await _app.GetUsageAsync($"?limit=2{cursor}"));
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["account_id"]!));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.That(seen, Has.Count.EqualTo(5).And.Unique);
    }

    [TestCase("?account_id=me", "account_id")]
    [TestCase("?month=July", "month")]
    [TestCase("?month=2026-07-01", "month")]
    [TestCase("?month=2026-13", "month")]
    [TestCase("?limit=0", "limit")]
    [TestCase("?cursor=x", "cursor")]
    public async Task A_wrong_parameter_is_400_and_named(string query, string field)
    {
        var problem = await MetricsApp.ReadAsync(await _app.GetUsageAsync(query), HttpStatusCode.BadRequest);
        Assert.That(problem["errors"]!.AsObject().Single().Key, Is.EqualTo(field));
    }

    [Test]
    public async Task Nobody_but_an_administrator_is_let_in()
    {
        var account = new Caller { AccountId = Guid.CreateVersion7(), KeyId = Guid.CreateVersion7() };
        Assert.That((await _app.Host.ClientFor(account).GetAsync("/v1/admin/usage")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _app.Host.ClientFor(null).GetAsync("/v1/admin/usage")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task GivenJobsAsync(Guid account, DateTimeOffset createdAt, int count, bool isTest = false)
    {
        var project = Guid.CreateVersion7();
        await _app.CountAsync([.. Enumerable.Range(0, count).Select(_ => new TestJob(account, project, createdAt, isTest).Create())]);
    }

    private async Task<IEnumerable<(Guid, string, int)>> ItemsAsync(string query) =>
        (await MetricsApp.ReadAsync(await _app.GetUsageAsync(query)))["items"]!.AsArray()
            .Select(item => ((Guid)item!["account_id"]!, (string)item["month"]!, (int)item["live_jobs"]!))
            .ToList();
}
