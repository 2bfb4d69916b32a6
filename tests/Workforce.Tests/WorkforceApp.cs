using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Hitl.Workforce.Application;
using Hitl.Workforce.Infrastructure.Passwords;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Workforce.Tests;

/// <summary>The workforce service, whole, on a clock that stands still. Tests share one and keep to projects of their own.</summary>
internal sealed class WorkforceApp : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    /// <summary>Few: tests have better things to wait for.</summary>
    private const int PasswordRounds = 100;

    private static int _addresses;

    private long _jobs;

    private WorkforceApp(ServiceHost<WorkforceService> host, ManualClock clock, TestJobs jobs) =>
        (Host, Clock, Jobs) = (host, clock, jobs);

    public ServiceHost<WorkforceService> Host { get; }

    public ManualClock Clock { get; }

    public TestJobs Jobs { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static Task<WorkforceApp> StartAsync() => StartAsync(new ManualClock(), new TestJobs(), null);

    /// <summary>A second instance on the same database, as after a restart.</summary>
    public Task<WorkforceApp> RestartedAsync() => StartAsync(Clock, Jobs, Host.Database);

    private static async Task<WorkforceApp> StartAsync(ManualClock clock, TestJobs jobs, TestDatabase? database)
    {
        var host = await ServiceHost<WorkforceService>.StartAsync(new ServiceHostOptions
        {
            Clock = clock,
            Database = database,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["services:jobs:http:0"] = "http://jobs.test" },
            Replace = services =>
            {
                services.AddSingleton<IJobsClient>(jobs);
                services.AddSingleton<IPasswords>(new IdentityPasswords(PasswordRounds));
            },
        });
        return new WorkforceApp(host, clock, jobs);
    }

    public HttpClient AsAdmin() => Host.ClientFor(new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true });

    public HttpClient AsGateway() => Host.ClientFor(new Caller { Service = "gateway" });

    public HttpClient As(Guid annotatorId, Guid? sessionId = null) =>
        Host.ClientFor(new Caller { AnnotatorId = annotatorId, SessionId = sessionId });

    /// <summary>A new annotator, who works on <paramref name="projects"/>, or on all.</summary>
    public async Task<Guid> GivenAnnotatorAsync(params IReadOnlyList<Guid> projects) => (await GivenPersonAsync(projects)).Id;

    public async Task<(Guid Id, string Email)> GivenPersonAsync(params IReadOnlyList<Guid> projects)
    {
        var email = $"a{Guid.CreateVersion7():N}@example.com";
        using var response = await AsAdmin().PostAsJsonAsync("/v1/admin/annotators", new { email, name = "Ann", password = Password, projects });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return ((await JsonAsync(response))["id"]!.GetValue<Guid>(), email);
    }

    /// <summary>A new team, of an account or of none.</summary>
    public async Task<Guid> GivenTeamAsync(Guid? account = null)
    {
        using var response = await AsAdmin().PostAsJsonAsync("/v1/admin/teams", new { name = "Team", account_id = account });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return (await JsonAsync(response))["id"]!.GetValue<Guid>();
    }

    /// <summary>A new project, and an annotator who works on nothing else.</summary>
    public async Task<(Guid Project, Guid Annotator)> GivenProjectWithAnnotatorAsync(ProjectSettings? settings = null)
    {
        var project = await GivenProjectAsync(settings);
        return (project, await GivenAnnotatorAsync(project));
    }

    public async Task<Guid> GivenProjectAsync(ProjectSettings? settings = null, ProjectStatus status = ProjectStatus.Active)
    {
        var change = ProjectOf(Guid.CreateVersion7(), version: 2, settings, status);
        await HearAsync(change);
        return change.Project.ProjectId;
    }

    /// <summary>The project's template is <paramref name="fields"/> from now on.</summary>
    public async Task<TemplateFacts> GivenTemplateAsync(Guid project, long version, string fields, ProjectSettings? settings = null)
    {
        using var form = System.Text.Json.JsonDocument.Parse($$"""{"fields":{{fields}}}""");
        var template = new TemplateFacts { TemplateId = Guid.CreateVersion7(), Version = (int)version, Form = form.RootElement.Clone() };
        var change = ProjectOf(project, version, settings);
        await HearAsync(change with { Project = change.Project with { Template = template, InstructionsVersion = (int)version } });
        return template;
    }

    public async Task<JobCreated> GivenJobAsync(Guid project, TimeSpan? expiresIn = null, bool isTest = false, bool hasPredictions = false)
    {
        var job = JobOf(project) with { ExpiresAt = Now + expiresIn, IsTest = isTest, HasPredictions = hasPredictions };
        await HearAsync(job);
        return job;
    }

    /// <summary>Acts on <paramref name="facts"/> as if they had arrived together.</summary>
    public async Task HearAsync<TEvent>(params IReadOnlyList<TEvent> facts)
        where TEvent : class
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        await (facts[0] switch
        {
            ProjectChanged => provider.GetRequiredService<KeepProjects>().HandleAsync(facts.Cast<ProjectChanged>().ToList(), CancellationToken.None),
            JobCreated => provider.GetRequiredService<QueueJobs>().HandleAsync(facts.Cast<JobCreated>().ToList(), CancellationToken.None),
            JobRevised => provider.GetRequiredService<ReviseJobs>().HandleAsync(facts.Cast<JobRevised>().ToList(), CancellationToken.None),
            JobRequeued => provider.GetRequiredService<ReopenJobs>().HandleAsync(facts.Cast<JobRequeued>().ToList(), CancellationToken.None),
            _ => provider.GetRequiredService<EndJobs>().HandleAsync(facts.Cast<JobEvent>().ToList(), CancellationToken.None),
        });
        await provider.GetRequiredService<UnitOfWork>().CommitAsync(CancellationToken.None);
    }

    public ProjectChanged ProjectOf(Guid id, long version, ProjectSettings? settings = null, ProjectStatus status = ProjectStatus.Active) => new()
    {
        Change = ProjectChange.Activated,
        OccurredAt = Now,
        Project = new ProjectFacts
        {
            ProjectId = id,
            AccountId = Guid.CreateVersion7(),
            Version = version,
            Name = $"project {id}",
            Status = status,
            Settings = settings ?? new ProjectSettings(),
            InstructionsFile = new StoredFile { FileId = Guid.CreateVersion7(), Name = "how.pdf", ContentType = "application/pdf", Size = 7 },
            CreatedAt = Now,
        },
    };

    /// <summary>Each a millisecond younger than the one before: ids made within one millisecond have no order.</summary>
    public JobCreated JobOf(Guid project) => new()
    {
        JobId = Guid.CreateVersion7(Now.AddMilliseconds(Interlocked.Increment(ref _jobs))),
        ProjectId = project,
        AccountId = Guid.CreateVersion7(),
        Version = 1,
        IsTest = false,
        Status = JobStatus.New,
        CreatedAt = Now,
        OccurredAt = Now,
        Files = [new StoredFile { FileId = Guid.CreateVersion7(), Name = "cat.png", ContentType = "image/png", Size = 42 }],
        HasPredictions = false,
    };

    public JobCanceled CanceledOf(JobEvent job, long version = 2) => new()
    {
        JobId = job.JobId,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = version,
        IsTest = job.IsTest,
        Status = JobStatus.Canceled,
        CreatedAt = job.CreatedAt,
        OccurredAt = Now,
    };

    public JobRequeued RequeuedOf(JobEvent job, long version = 3) => new()
    {
        JobId = job.JobId,
        ProjectId = job.ProjectId,
        AccountId = job.AccountId,
        Version = version,
        IsTest = job.IsTest,
        Status = JobStatus.New,
        CreatedAt = job.CreatedAt,
        OccurredAt = Now,
    };

    /// <summary>The assignment that the annotator gets next; null when there is none.</summary>
    public async Task<JsonNode?> ClaimAsync(Guid annotator, Guid? project = null, JsonNode? aheadOf = null)
    {
        using var response = await As(annotator).PostAsJsonAsync("/v1/work/next", new { project_id = project, ahead_of = aheadOf?["id"] });
        if (response.StatusCode == HttpStatusCode.NoContent) return null;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }

    public async Task<HttpResponseMessage> ActAsync(Guid annotator, JsonNode assignment, string act, object? body = null) =>
        await As(annotator).PostAsync(
            new Uri($"/v1/work/assignments/{IdOf(assignment)}/{act}", UriKind.Relative),
            body is null ? null : JsonContent.Create(body));

    public Task<HttpResponseMessage> SubmitAsync(Guid annotator, JsonNode assignment, object? annotations = null, int version = 1) =>
        ActAsync(annotator, assignment, "submit", new { version, annotations = annotations ?? new { label = "cat" } });

    public Task<HttpResponseMessage> DraftAsync(Guid annotator, JsonNode assignment, int version, object annotations) =>
        As(annotator).PutAsJsonAsync($"/v1/work/assignments/{IdOf(assignment)}/draft", new { version, annotations });

    /// <summary>Something of the annotator's own, at <paramref name="path"/>.</summary>
    public async Task<JsonNode> GetAsync(Guid annotator, string path)
    {
        using var response = await As(annotator).GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await JsonAsync(response);
    }

    public Task<JsonNode> GetAsync(Guid annotator, JsonNode assignment) => GetAsync(annotator, $"/v1/work/assignments/{IdOf(assignment)}");

    /// <summary>Signs in through the gateway, from an address of its own unless the test is about addresses.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string email, string password = Password, string? address = null, string scheme = "http")
    {
        var own = Interlocked.Increment(ref _addresses);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/work/session") { Content = JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Forwarded-For", address ?? $"192.0.{own / 250}.{own % 250}");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return await AsGateway().SendAsync(request);
    }

    /// <summary>The bodies of the events of one type that are about <paramref name="job"/>, in the order in which they were published.</summary>
    public async Task<IReadOnlyList<JsonNode>> PublishedAsync<T>(EventTap<T> tap, Guid job, int count)
        where T : class
    {
        var events = await Eventually.GetAsync(
            () => Task.FromResult(tap.Events.Select(heard => System.Text.Json.JsonSerializer.SerializeToNode(heard, JsonConventions.Options)!)
                .Where(heard => heard["job_id"]!.GetValue<Guid>() == job).ToList()),
            heard => heard.Count >= count,
            $"{count} {typeof(T).Name} about {job}");
        Assert.That(events, Has.Count.EqualTo(count));
        return events;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public static Guid IdOf(JsonNode node) => node["id"]!.GetValue<Guid>();

    public static Guid JobIdOf(JsonNode assignment) => assignment["job_id"]!.GetValue<Guid>();

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>Asserts a problem by its code.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        var problem = JsonNode.Parse(text)!;
        Assert.That(problem["code"]!.GetValue<string>(), Is.EqualTo(code), text);
        return problem;
    }
}

/// <summary>Answers for Jobs, or does not.</summary>
internal sealed class TestJobs : IJobsClient
{
    public bool IsDown { get; set; }

    public string Predictions { get; set; } = """{"label":"dog"}""";

    public Task<JobPredictions?> GetPredictionsAsync(Guid jobId, CancellationToken ct) => IsDown
        ? Task.FromException<JobPredictions?>(new HttpRequestException("Jobs is down."))
        : Task.FromResult<JobPredictions?>(new JobPredictions(System.Text.Json.JsonDocument.Parse(Predictions).RootElement.Clone()));

    public Task<JobDocument?> GetDocumentAsync(Guid jobId, CancellationToken ct) => throw new NotSupportedException("Workforce never asks for it.");
}

/// <summary>One service for all tests of a fixture.</summary>
internal abstract class WorkforceFixture
{
    protected WorkforceApp App { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => App = await WorkforceApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => App.DisposeAsync();
}
