using System.Net;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hitl.Dialects.Tests;

/// <summary>An answer with its status.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Json => JsonOf.Text(Text);

    public JsonElement Ok()
    {
        Assert.That(Status, Is.EqualTo(HttpStatusCode.OK), Text);
        Assert.That(Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        return Json;
    }

    /// <summary>Asserts a refusal in Scale's form; its sentence.</summary>
    public string Refused(int status)
    {
        Assert.That((int)Status, Is.EqualTo(status), Text);
        Assert.That(Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        Assert.That(Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "status_code", "error" }));
        Assert.That(Json.GetProperty("status_code").GetInt32(), Is.EqualTo(status));
        return Json.GetProperty("error").GetString()!;
    }
}

/// <summary>The service between neighbours that only play, as a client of Scale's sees it.</summary>
internal sealed class ScaleApp : IAsyncDisposable
{
    private readonly ServiceHost<DialectsService> _host;

    private ScaleApp(ServiceHost<DialectsService> host, Projects projects, Jobs jobs)
    {
        (_host, Projects, Jobs) = (host, projects, jobs);
        Live = ClientOf(Account);
        Test = ClientOf(Account, isTest: true);
    }

    public Guid Account { get; } = Guid.CreateVersion7();

    public Projects Projects { get; }

    public Jobs Jobs { get; }

    public HttpClient Live { get; }

    public HttpClient Test { get; }

    public ServiceHost<DialectsService> Host => _host;

    public static async Task<ScaleApp> StartAsync(ManualClock? clock = null)
    {
        var (projects, jobs) = (new Projects(), new Jobs());
        var host = await ServiceHost<DialectsService>.StartAsync(new ServiceHostOptions
        {
            Clock = clock,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["services:projects:http:0"] = "http://projects.test",
                ["services:jobs:http:0"] = "http://jobs.test",
                ["services:webhooks:http:0"] = "http://webhooks.test",
                ["services:workforce:http:0"] = "http://workforce.test",
            },
            Replace = services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IProjectsClient>(projects));
                services.Replace(ServiceDescriptor.Singleton<IDialectJobsClient>(jobs));
                services.Replace(ServiceDescriptor.Singleton<IBatchesClient>(new Batches()));
                services.Replace(ServiceDescriptor.Singleton<IDialectProjectsClient>(new NamedProjects(projects)));
            },
        });
        return new ScaleApp(host, projects, jobs);
    }

    public HttpClient ClientOf(Guid account, bool isTest = false) =>
        _host.ClientFor(new Caller { AccountId = account, KeyId = Guid.CreateVersion7(), IsTest = isTest });

    public static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, HttpContent? body = null, string? idempotencyKey = null, string prefix = "/scale/v1")
    {
        using var request = new HttpRequestMessage(method, prefix + path) { Content = body };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(Live, HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string json) =>
        SendAsync(Live, HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>A body exactly as curl's -d sends it.</summary>
    public Task<Answer> PostFormAsync(string path, string body) =>
        SendAsync(Live, HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"));

    /// <summary>A task of any type that needs little; its object.</summary>
    public async Task<JsonElement> CreateAsync(HttpClient? client = null, string more = "", string type = "categorization") =>
        (await SendAsync(client ?? Live, HttpMethod.Post, $"/task/{type}", new StringContent($$"""
            {"callback_url":"http://www.example.com/callback","instruction":"Big or small?","attachment_type":"text","attachment":"car",
             "categories":["big","small"]{{more}}}
            """, Encoding.UTF8, "application/json"))).Ok();

    /// <summary>The job of a task.</summary>
    public JobRecord JobOf(JsonElement task) => Jobs.Of(Jobs.FindAsync(new FindJobs { AccountId = Account }, default).Result.Jobs
        .Single(job => Dialects.Scale.Domain.TaskId.Of(job.JobId) == task.GetProperty("task_id").GetString()).JobId);

    /// <summary>Annotators have answered.</summary>
    public JobRecord Complete(JsonElement task, string annotations) => Jobs.Change(
        JobOf(task).JobId,
        job => job with { Status = JobStatus.Done, Annotations = JsonOf.Text(annotations), StartedAt = DateTimeOffset.UtcNow, FinishedAt = DateTimeOffset.UtcNow });

    /// <summary>Says so, as Jobs does.</summary>
    public Task TellAsync<T>(JobRecord job, T? said = null)
        where T : JobEvent => _host.PublishAsync(said ?? (object)EventOf<T>(job));

    public static T EventOf<T>(JobRecord job)
        where T : JobEvent => Activator.CreateInstance<T>() with
        {
            JobId = job.JobId,
            ProjectId = job.ProjectId,
            AccountId = job.AccountId,
            Version = job.Version,
            IsTest = job.IsTest,
            Status = job.Status,
            CreatedAt = job.CreatedAt,
            FinishedAt = job.FinishedAt,
            OccurredAt = DateTimeOffset.UtcNow,
            Dialect = job.Dialect,
        };

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
