using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Hitl.Webhooks.Application;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hitl.Webhooks.Tests;

/// <summary>The service, and what its neighbours do to it.</summary>
internal sealed class WebhooksApp : IAsyncDisposable
{
    public const string SigningKey = "a-webhook-signing-key-that-only-tests-know";

    private readonly ServiceHost<WebhooksService> _host;

    private WebhooksApp(ServiceHost<WebhooksService> host) => _host = host;

    public TestDatabase Database => _host.Database;

    public ServiceHost<WebhooksService> Host => _host;

    public IDeliveryQueue Queue => _host.Services.GetRequiredService<IDeliveryQueue>();

    /// <param name="clock">Null for the real one.</param>
    /// <param name="sharing">Another replica, whose database is used; events reach each by its own way.</param>
    /// <param name="database">A database that outlives the service.</param>
    /// <param name="isSending">False: what is due stays where it is, for the test to claim.</param>
    /// <param name="logs">Gets all logs.</param>
    /// <param name="replace">Replaces parts.</param>
    /// <param name="jobs">Jobs, as it answers; null: it knows no job.</param>
    /// <param name="settings">More configuration.</param>
    public static async Task<WebhooksApp> StartAsync(
        ManualClock? clock = null, WebhooksApp? sharing = null, TestDatabase? database = null, bool isSending = true,
        ILoggerProvider? logs = null, Action<IServiceCollection>? replace = null, IJobsClient? jobs = null, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Webhooks:SigningKey"] = SigningKey,
            ["Webhooks:PollEvery"] = "00:00:00.020",
            ["Webhooks:DrainTime"] = "00:00:00",
            ["Outbound:Allow"] = "127.0.0.1",
            ["services:jobs:http:0"] = "http://jobs.test",
            ["Outbound:RefusalFloor"] = "00:00:00",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new WebhooksApp(await ServiceHost<WebhooksService>.StartAsync(new ServiceHostOptions
        {
            Settings = all,
            Clock = clock,
            Database = sharing?.Database ?? database,
            Logs = logs,
            Replace = services =>
            {
                if (!isSending) services.Remove(services.Single(service => service.ImplementationType?.Name == "Sender" && service.ServiceType == typeof(IHostedService)));
                services.AddSingleton(jobs ?? new JobsThatKnow(null));
                replace?.Invoke(services);
            },
        }));
    }

    public HttpClient ClientOf(Guid accountId) => _host.ClientFor(new Caller { AccountId = accountId, KeyId = Guid.CreateVersion7() });

    public HttpClient Administrator() => _host.ClientFor(new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() });

    /// <summary>A job is done, as Jobs would say over the broker.</summary>
    public Task PublishAsync(JobCompleted job, Guid? messageId = null) => _host.PublishAsync(job, messageId);

    /// <summary>The same without the broker, many in one transaction.</summary>
    public async Task HandleAsync(params IReadOnlyList<JobCompleted> jobs)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliverJobResults>().HandleAsync(jobs, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(CancellationToken.None);
    }

    /// <summary>A delivery by its job, as its account reads it, once <paramref name="isMet"/>.</summary>
    public Task<JsonElement> DeliveryOfAsync(JobCompleted job, Func<JsonElement, bool> isMet, string what)
    {
        var client = ClientOf(job.AccountId);
        return Eventually.GetAsync(
            async () =>
            {
                var page = await client.GetFromJsonAsync<JsonElement>($"/v1/deliveries?job_id={job.JobId}");
                return page.GetProperty("items") is { } items && items.GetArrayLength() > 0 ? items[0] : default;
            },
            delivery => delivery.ValueKind == JsonValueKind.Object && isMet(delivery),
            what);
    }

    public Task<JsonElement> DeliveryInStateAsync(JobCompleted job, string state) =>
        DeliveryOfAsync(job, delivery => delivery.GetProperty("state").GetString() == state, $"the delivery is {state}");

    public Task<JsonElement> DeliveryAfterAttemptsAsync(JobCompleted job, int count) =>
        DeliveryOfAsync(job, delivery => delivery.GetProperty("attempts").GetArrayLength() == count, $"{count} attempts");

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>Jobs, as far as this service asks.</summary>
internal sealed class JobsThatKnow(string? document) : IJobsClient
{
    public Task<JobPredictions?> GetPredictionsAsync(Guid jobId, CancellationToken ct) => Task.FromResult<JobPredictions?>(null);

    public Task<JobDocument?> GetDocumentAsync(Guid jobId, CancellationToken ct) =>
        Task.FromResult(document is null ? null : new JobDocument(JsonDocument.Parse(document).RootElement));
}

/// <summary>Jobs that are done.</summary>
internal static class Done
{
    public static JobCompleted Job(
        Uri url, IReadOnlyDictionary<string, string>? headers = null, Guid? accountId = null, Guid? jobId = null, long version = 3, string body = """{"status":"done"}""") =>
        Job(url.OriginalString, headers, accountId, jobId, version, body);

    public static JobCompleted Job(
        string url, IReadOnlyDictionary<string, string>? headers = null, Guid? accountId = null, Guid? jobId = null, long version = 3, string body = """{"status":"done"}""") => new()
        {
            JobId = jobId ?? Guid.CreateVersion7(),
            ProjectId = Guid.CreateVersion7(),
            AccountId = accountId ?? Guid.CreateVersion7(),
            Version = version,
            IsTest = false,
            Status = JobStatus.Done,
            CreatedAt = DateTimeOffset.UtcNow,
            OccurredAt = DateTimeOffset.UtcNow,
            Webhook = new WebhookTarget(url, headers ?? new Dictionary<string, string>(StringComparer.Ordinal)),
            Body = JsonDocument.Parse(body).RootElement,
        };
}

/// <summary>Written from the two documents alone, and so sharing no mistake with the service.</summary>
internal static class Verifier
{
    public static bool IsStandardWebhook(Received request, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes(request.Headers["webhook-id"] + "." + request.Headers["webhook-timestamp"] + "."), .. request.Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return request.Headers["webhook-signature"].Split(' ').Contains(expected, StringComparer.Ordinal);
    }

    public static bool IsHitlSh(Received request, string secret) =>
        request.Headers["X-HITL-Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body));
}
