using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;

namespace Hitl.Faults;

/// <summary>
/// Clients, annotators and a receiver go on while services are killed with SIGKILL again and again; afterwards everything that was
/// acknowledged must be there, once.
/// </summary>
public sealed class NothingIsLost
{
    private const int Clients = 16;
    private const int Annotators = 4;

    /// <summary>Between two jobs of a client, at the most: posting goes on as long as the killing does, and must not fill the disk meanwhile.</summary>
    private const int PauseMs = 3000;

    /// <summary>Each with a wait until all is up again; 10 take three minutes on two cores.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HITL_FAULT_KILLS") ?? "6", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<string, string> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _submitted = new();
    private HitlSystem _system = null!;
    private CustomerSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _system = await HitlSystem.StartAsync(new HitlSystemOptions
        {
            // A run that was killed holds its key for the lease: short here, so that clients are not held up for minutes.
            // So does one that waits for an answer which never comes: an annotator who waits holds a job.
            Environment = new Dictionary<string, string> { ["Idempotency__Lease"] = "00:00:05", ["Gateway__ActivityTimeout"] = "00:00:20" },
        });
        _site = await CustomerSite.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _site.DisposeAsync();
        await _system.DisposeAsync();
    }

    [Test]
    [CancelAfter(8 * 60 * 1000)]
    public async Task Whatever_is_killed_and_whenever(CancellationToken ct)
    {
        using var admin = _system.Administrator();
        using var customer = await admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(admin, _site);
        var secret = (await customer.Http.GetAnswerAsync("/v1/webhook-secret")).Expect(200).Json.GetProperty("secret").GetString()!;
        // Every tenth first try of a webhook fails, so that retries go through kills too.
        var tries = new ConcurrentDictionary<string, int>();
        _site.Answer = webhook => tries.AddOrUpdate(webhook.Id, 1, (_, n) => n + 1) == 1 && webhook.Id.GetHashCode(StringComparison.Ordinal) % 10 == 0 ? 500 : 200;
        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var annotators = await Task.WhenAll(Enumerable.Range(0, Annotators).Select(_ => admin.CreateAnnotatorAsync(project)));

        var nemesis = new Nemesis(_system, Environment.TickCount, "jobs", "webhooks", "workforce").RageAsync(Kills, ct);
        var work = annotators.Select(annotator => WorkAsync(annotator, project, working.Token)).ToList();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => PostAsync(customer, project, client, nemesis, ct)));
        await nemesis;
        Assert.That(_submitted, Is.Not.Empty, "Work is done amid the kills.");

        await Eventually.GetAsync(() => UndoneAsync(customer, project), undone => undone.Length == 0, "every job is done", Drain);
        await working.CancelAsync();
        await Task.WhenAll(work);
        await Eventually.AssertAsync(() => _site.Received.Select(webhook => webhook.Path).Distinct().Count() == _accepted.Count, "every webhook came", Drain);
        TestContext.Progress.WriteLine($"{Kills} kills, {_accepted.Count} jobs, {_site.Received.Count} webhooks");

        await CheckJobsAsync(customer, project, ct);
        CheckWebhooks(secret);
        await CheckMetricsAsync(customer, project);
        foreach (var annotator in annotators) annotator.Dispose();
    }

    private async Task PostAsync(Customer customer, string project, int client, Task nemesis, CancellationToken ct)
    {
        for (var i = 0; !nemesis.IsCompleted; i++)
        {
            await Task.Delay(Random.Shared.Next(PauseMs), ct);
            var name = $"fault-{client}-{i}";
            var body = new { project_id = project, file_urls = new[] { _site.FileUrl($"{name}.png") }, webhook_url = _site.HookUrl(name) };
            var answer = await Insistent.SendAsync(() => customer.Http.PostAnswerAsync("/v1/jobs", body, ("Idempotency-Key", name)), ct);
            Assert.That(_accepted.TryAdd(answer.Expect(201).Json.GetProperty("job_id").GetString()!, name), "An id was answered twice.");
        }
    }

    private async Task WorkAsync(Annotator annotator, string project, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var claimed = await annotator.Http.PostAnswerAsync("/v1/work/next", new { project_id = project });
                if (claimed.Status == 200)
                {
                    var assignment = new Assignment(annotator.Http, claimed.Json);
                    var submitted = await assignment.SubmitAsync(new { by = annotator.Id, job = assignment.JobId });
                    if (submitted.Status == 200) _submitted.AddOrUpdate(assignment.JobId, 1, (_, n) => n + 1);
                }
                else
                {
                    await Task.Delay(50, CancellationToken.None);
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>The jobs that are not done, and how they stand.</summary>
    private static async Task<string> UndoneAsync(Customer customer, string project)
    {
        var list = await customer.Http.GetAnswerAsync($"/v1/jobs/{project}");
        return list.Status == 200
            ? string.Join(' ', list.Json.EnumerateArray().Where(job => StatusOf(job) != "done").Select(job => $"{job.GetProperty("job_id")} {StatusOf(job)}"))
            : $"{list.Status}";
    }

    private static string StatusOf(JsonElement job) => job.GetProperty("status").GetString()!;

    private async Task CheckJobsAsync(Customer customer, string project, CancellationToken ct)
    {
        var all = (await Insistent.SendAsync(() => customer.Http.GetAnswerAsync($"/v1/jobs/{project}"), ct)).Expect(200).Json;
        Assert.That(all.GetArrayLength(), Is.EqualTo(_accepted.Count), "One Idempotency-Key is one job, and no job is lost.");
        foreach (var job in all.EnumerateArray())
        {
            var id = job.GetProperty("job_id").GetString()!;
            Assert.That(_accepted, Contains.Key(id));
            Assert.That(job.GetProperty("annotations").GetProperty("job").GetString(), Is.EqualTo(id), "The answer is that of its own job.");
            var bytes = await customer.Http.GetByteArrayAsync(new Uri(job.GetProperty("image").GetString()!), ct);
            Assert.That(SHA256.HashData(bytes), Is.EqualTo(SHA256.HashData(CustomerSite.ContentOf($"{_accepted[id]}.png"))));
        }
    }

    private void CheckWebhooks(string secret)
    {
        foreach (var (id, name) in _accepted)
        {
            var tries = _site.Received.Where(webhook => webhook.Path == name).ToList();
            Assert.That(tries, Is.Not.Empty, name);
            Assert.That(tries.Select(webhook => webhook.Id).Distinct().Count(), Is.EqualTo(1), "A job is done once: its deliveries are tries of one.");
            Assert.That(tries.Select(webhook => webhook.Body).Distinct().Count(), Is.EqualTo(1), "Each try has the same body.");
            Assert.That(tries, Has.All.Matches<ReceivedWebhook>(webhook => webhook.IsSignedWith(secret)));
            Assert.That(tries[0].Json.GetProperty("job_id").GetString(), Is.EqualTo(id));
        }

        Assert.That(_site.Received.Select(webhook => webhook.Path).Distinct(), Is.EquivalentTo(_accepted.Values), "Nothing unexpected was sent.");
    }

    private Task CheckMetricsAsync(Customer customer, string project) => Eventually.AssertAsync(
        async () =>
        {
            var groups = (await customer.Http.GetAnswerAsync($"/v1/metrics?project_ids={project}")).Expect(200).Json[0].GetProperty("metrics");
            return groups.EnumerateArray().Sum(group => group.GetProperty("jobs_done").GetInt32()) == _accepted.Count
                && groups.EnumerateArray().Sum(group => group.GetProperty("jobs_all").GetInt32()) == _accepted.Count;
        },
        "the metrics equal the jobs", TimeSpan.FromSeconds(60));
}
