using System.Net;
using System.Text.Json.Nodes;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Metrics.Application;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Metrics.Tests;

/// <summary>The metrics service, whole, on a clock that stands still on a Wednesday.</summary>
internal sealed class MetricsApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

    private MetricsApp(ServiceHost<MetricsService> host) => Host = host;

    public ServiceHost<MetricsService> Host { get; }

    public static async Task<MetricsApp> StartAsync() =>
        new(await ServiceHost<MetricsService>.StartAsync(new ServiceHostOptions { Clock = new ManualClock(Now) }));

    /// <summary>Counts <paramref name="jobs"/> as if they had arrived together, in this order.</summary>
    public async Task CountAsync(params IReadOnlyList<JobEvent> jobs)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CountJobs>().HandleAsync(jobs, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(CancellationToken.None);
    }

    public async Task<Guid> GivenProjectAsync(Guid account, string name = "cats", Guid? id = null, long version = 1)
    {
        var change = ProjectOf(account, name, id ?? Guid.CreateVersion7(), version);
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CopyProjects>().HandleAsync([change], CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(CancellationToken.None);
        return change.Project.ProjectId;
    }

    public static ProjectChanged ProjectOf(Guid account, string name, Guid id, long version) => new()
    {
        Change = ProjectChange.Created,
        OccurredAt = Now,
        Project = new ProjectFacts
        {
            ProjectId = id,
            AccountId = account,
            Version = version,
            Name = name,
            Status = ProjectStatus.New,
            Settings = new ProjectSettings(),
            InstructionsFile = new StoredFile { FileId = Guid.CreateVersion7(), Name = "how.png", ContentType = "image/png", Size = 1 },
            CreatedAt = Now,
        },
    };

    public Task<HttpResponseMessage> GetAsync(Guid account, string query) =>
        Host.ClientFor(new Caller { AccountId = account, KeyId = Guid.CreateVersion7() }).GetAsync("/v1/metrics" + query);

    public Task<HttpResponseMessage> GetUsageAsync(string query) =>
        Host.ClientFor(new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true }).GetAsync("/v1/admin/usage" + query);

    public Task<HttpResponseMessage> AdministrateAsync(string path) =>
        Host.ClientFor(new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true }).GetAsync("/v1/admin/metrics" + path);

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The only project of the answer.</summary>
    public async Task<JsonNode> MetricsAsync(Guid account, string query = "")
    {
        var list = (await ReadAsync(await GetAsync(account, query))).AsArray();
        Assert.That(list, Has.Count.EqualTo(1));
        return list[0]!;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
