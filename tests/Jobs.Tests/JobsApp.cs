using System.Net;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Messaging;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Jobs.Tests;

/// <summary>The service, with what it needs around it, in the words of the tests.</summary>
internal sealed class JobsApp : IAsyncDisposable
{
    private static readonly Lazy<Task<JobsApp>> SharedStart = new(() => StartAsync());

    private JobsApp(ServiceHost<JobsService> host, PlayedServices others) => (Host, Others) = (host, others);

    public ServiceHost<JobsService> Host { get; }

    public PlayedServices Others { get; }

    public TestDatabase Database => Host.Database;

    /// <summary>One for all tests that need no clock of their own; they use accounts of their own instead.</summary>
    public static Task<JobsApp> SharedAsync() => SharedStart.Value;

    public static async Task<JobsApp> StartAsync(ServiceHostOptions? options = null, PlayedServices? others = null)
    {
        options ??= new ServiceHostOptions();
        others ??= await PlayedServices.StartAsync();
        var settings = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal)
        {
            ["services:projects:http:0"] = others.Url.ToString(),
            ["services:files:http:0"] = others.Url.ToString(),
        };
        return new JobsApp(await ServiceHost<JobsService>.StartAsync(options with { Settings = settings }), others);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Others.DisposeAsync();
    }

    public static async Task StopSharedAsync()
    {
        if (SharedStart.IsValueCreated) await (await SharedStart.Value).DisposeAsync();
    }

    /// <summary>A project as Projects has it; Jobs was not told yet.</summary>
    public ProjectFacts GivenProject(
        Guid accountId, ProjectStatus status = ProjectStatus.Active, Guid? id = null, long version = 2, bool allowsFallback = false, string? form = null)
    {
        var facts = new ProjectFacts
        {
            ProjectId = id ?? Guid.CreateVersion7(),
            AccountId = accountId,
            Version = version,
            Name = "cells",
            Status = status,
            Settings = new ProjectSettings { AllowsFallback = allowsFallback },
            Template = form is null ? null : new TemplateFacts { TemplateId = Guid.CreateVersion7(), Version = 4, Form = JsonElement.Parse(form) },
            CreatedAt = DateTimeOffset.UtcNow,
            InstructionsFile = new StoredFile { FileId = Guid.CreateVersion7(), Name = "i.pdf", ContentType = "application/pdf", Size = 1 },
        };
        Others.Projects[facts.ProjectId] = facts;
        return facts;
    }

    public Client GivenClient(bool isTest = false, Guid? accountId = null)
    {
        var account = accountId ?? Guid.CreateVersion7();
        var http = Host.ClientFor(new Caller { AccountId = account, KeyId = Guid.CreateVersion7(), IsTest = isTest });
        return new Client(this, http, account);
    }

    /// <summary>A client with an active project.</summary>
    public Client GivenClientWithProject(bool isTest = false)
    {
        var client = GivenClient(isTest);
        client.ProjectId = GivenProject(client.AccountId).ProjectId;
        return client;
    }

    public HttpClient Administrator() => Host.ClientFor(new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true });

    public HttpClient Service() => Host.ClientFor(new Caller { Service = "workforce" });

    /// <summary>Hands events straight to a handler, in one unit of work: when this returns, all that they do has been done.</summary>
    public async Task HandleAsync<TEvent, THandler>(params TEvent[] events)
        where THandler : IEventHandler<TEvent>
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(events, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(CancellationToken.None);
    }

    public Task CompleteAsync(Guid jobId, DateTimeOffset at, string annotations = """{"label":"cat"}""") =>
        HandleAsync<WorkCompleted, CompleteJobs>(
            new WorkCompleted { JobId = jobId, StartedAt = at, FinishedAt = at, Annotations = JsonElement.Parse(annotations) });

    public Task PublishStartedAsync(Guid jobId, DateTimeOffset at) =>
        Host.PublishAsync(new WorkStarted { JobId = jobId, AnnotatorId = Guid.CreateVersion7(), StartedAt = at });

    public Task PublishCompletedAsync(Guid jobId, DateTimeOffset startedAt, DateTimeOffset at, string annotations = """{"label":"cat"}""") =>
        Host.PublishAsync(new WorkCompleted { JobId = jobId, StartedAt = startedAt, FinishedAt = at, Annotations = JsonElement.Parse(annotations) });

    public Task PublishProblemAsync(Guid jobId, DateTimeOffset startedAt, DateTimeOffset at, string message = "The image is blank.") =>
        Host.PublishAsync(new WorkProblemReported
        {
            JobId = jobId,
            AnnotatorId = Guid.CreateVersion7(),
            StartedAt = startedAt,
            ReportedAt = at,
            Message = message,
        });
}

/// <summary>One account's key, and mostly one project of its.</summary>
internal sealed class Client(JobsApp app, HttpClient http, Guid accountId)
{
    public Guid AccountId => accountId;

    public Guid ProjectId { get; set; }

    public HttpClient Http => http;

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> PostAsync(string json, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, "/v1/jobs", json, headers);

    public Task<Answer> GetAsync(Guid jobId) => SendAsync(HttpMethod.Get, $"/v1/jobs/{ProjectId}/{jobId}");

    public Task<Answer> ListAsync(string query = "") => SendAsync(HttpMethod.Get, $"/v1/jobs/{ProjectId}{query}");

    public Task<Answer> CancelAsync(Guid jobId) => SendAsync(HttpMethod.Delete, $"/v1/jobs/{ProjectId}/{jobId}");

    /// <summary>The body of a valid order; <paramref name="more"/> are further members, such as <c>"expiration_minutes":5</c>.</summary>
    public string Order(string more = "", string file = "https://example.com/cell.png") =>
        $$"""{"project_id":"{{ProjectId}}","file_urls":["{{file}}"]{{(more.Length > 0 ? "," + more : "")}}}""";

    public async Task<Guid> CreateAsync(string more = "")
    {
        var answer = await PostAsync(Order(more));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
        return answer.Json.GetProperty("job_id").GetGuid();
    }

    /// <summary>Creates a job and brings it to <paramref name="status"/> by what happens in life.</summary>
    public async Task<Guid> CreateInAsync(string status)
    {
        var job = await CreateAsync(status == "expired" ? "\"expiration_minutes\":1" : "");
        var now = DateTimeOffset.UtcNow;
        switch (status)
        {
            case "progress": await app.PublishStartedAsync(job, now); break;
            case "done": await app.PublishCompletedAsync(job, now, now); break;
            case "error": await app.PublishProblemAsync(job, now, now); break;
            case "canceled": await CancelAsync(job); break;
            case "expired": await app.Database.ExecuteAsync("UPDATE job SET expires_at = created_at WHERE id = @job", new { job }); break;
        }

        await EventuallyIsAsync(job, status);
        return job;
    }

    public async Task<JsonElement> EventuallyIsAsync(Guid jobId, string status) =>
        (await Eventually.GetAsync(
            () => GetAsync(jobId),
            answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("status").GetString() == status,
            $"the job is {status}")).Json;
}

/// <summary>A response that was read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Code => Json.GetProperty("code").GetString();

    /// <summary>The fields that are named as faulty.</summary>
    public IReadOnlyList<string> Fields => [.. Json.GetProperty("errors").EnumerateObject().Select(fault => fault.Name)];

    public string? FaultOf(string field) => Json.GetProperty("errors").GetProperty(field)[0].GetString();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));

    public override string ToString() => $"{(int)Status} {Text}";
}
