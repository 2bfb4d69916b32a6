using System.Security.Cryptography;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http.Idempotency;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hitl.Jobs.Tests.Workers;

internal sealed class WritingManyAtOnce
{
    [Test]
    public async Task One_item_that_the_database_refuses_fails_alone()
    {
        var app = await JobsApp.SharedAsync();
        var writer = app.Host.Services.GetRequiredService<IJobWriter>();
        await using var tap = await app.Host.TapAsync<JobCreated>();
        var good = Enumerable.Range(0, 40).Select(_ => Given()).ToList();
        var poisoned = Given("https://example.com/\0");

        var writes = good.Take(20).Append(poisoned).Concat(good.Skip(20))
            .Select(job => writer.InsertAsync([job], null, CancellationToken.None))
            .ToList();
        Assert.That(async () => await writes[20], Throws.InstanceOf<PostgresException>());
        writes.RemoveAt(20);

        Assert.That(await Task.WhenAll(writes), Has.All.True);
        Assert.That(await CountAsync(app, good), Is.EqualTo(40));
        Assert.That(await CountAsync(app, [poisoned]), Is.Zero);
        foreach (var job in good) await tap.NextAsync(created => created.JobId == job.Job.Id);
        Assert.That(tap.MessageIds, Is.Unique);
    }

    [Test]
    public async Task A_run_whose_key_was_taken_over_writes_nothing_and_spoils_no_other()
    {
        var app = await JobsApp.SharedAsync();
        var writer = app.Host.Services.GetRequiredService<IJobWriter>();
        var (owner, loser, bystander) = (Given(), Given(), Given());
        var key = await GivenRunAsync(app);

        var results = await Task.WhenAll(
            writer.InsertAsync([loser], new IdempotentAnswer(key with { RunId = Guid.CreateVersion7() }, 201, [1]), CancellationToken.None),
            writer.InsertAsync([owner], new IdempotentAnswer(key, 201, [2]), CancellationToken.None),
            writer.InsertAsync([bystander], null, CancellationToken.None));

        Assert.That(results, Is.EqualTo(new[] { false, true, true }));
        Assert.That(await CountAsync(app, [loser]), Is.Zero);
        Assert.That(await CountAsync(app, [owner, bystander]), Is.EqualTo(2));
        Assert.That(await app.Database.ScalarAsync<byte[]>("SELECT body FROM idempotency WHERE run_id = @RunId", key), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public async Task A_batch_that_is_written_again_adds_neither_jobs_nor_events()
    {
        var app = await JobsApp.SharedAsync();
        var writer = app.Host.Services.GetRequiredService<IJobWriter>();
        await using var tap = await app.Host.TapAsync<JobCreated>();
        var (job, marker) = (Given(), Given());
        var answer = new IdempotentAnswer(await GivenRunAsync(app), 201, [1]);

        Assert.That(await writer.InsertAsync([job], answer, CancellationToken.None), Is.True);
        Assert.That(await writer.InsertAsync([job], answer, CancellationToken.None), Is.True, "its answer is its own");
        await writer.InsertAsync([marker], null, CancellationToken.None);

        await tap.NextAsync(created => created.JobId == marker.Job.Id);
        await tap.NextAsync(created => created.JobId == job.Job.Id);
        Assert.That(tap.Events.Count(created => created.JobId == job.Job.Id), Is.EqualTo(1));
        Assert.That(await CountAsync(app, [job]), Is.EqualTo(1));
    }

    [Test]
    public async Task Requests_at_the_same_time_each_get_a_job_of_their_own()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await client.CreateAsync();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.CreateAsync()));

        Assert.That(jobs, Is.Unique);
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.EqualTo(201));
    }

    private static NewJob Given(string? webhookUrl = null)
    {
        var now = DateTimeOffset.UtcNow.ToInstant();
        var job = Job.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), false, now, null);
        var file = new StoredFile { FileId = Guid.CreateVersion7(), Name = "a.png", ContentType = "image/png", Size = 1 };
        var webhook = webhookUrl is null ? null : new WebhookTarget(webhookUrl, new Dictionary<string, string>(StringComparer.Ordinal));
        return new NewJob(job, [file]) { Webhook = webhook };
    }

    private static async Task<IdempotentRun> GivenRunAsync(JobsApp app)
    {
        var run = new IdempotentRun($"test {Guid.CreateVersion7()}", RandomNumberGenerator.GetBytes(32), Guid.CreateVersion7());
        await app.Database.ExecuteAsync(
            """
            INSERT INTO idempotency (scope, key_hash, fingerprint, run_id, lease_until, created_at)
            VALUES (@Scope, @KeyHash, '\x00', @RunId, now(), now())
            """,
            run);
        return run;
    }

    private static Task<long> CountAsync(JobsApp app, IEnumerable<NewJob> jobs) =>
        app.Database.ScalarAsync<long>("SELECT count(*) FROM job WHERE id = ANY(@ids)", new { ids = jobs.Select(job => job.Job.Id).ToArray() });
}
