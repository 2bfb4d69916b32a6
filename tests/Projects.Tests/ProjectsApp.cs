using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Tests;

/// <summary>The service on real servers, with a fake Files beside it.</summary>
internal sealed class ProjectsApp : IAsyncDisposable
{
    private readonly bool _ownsFiles;

    private ProjectsApp(ServiceHost<ProjectsService> host, FakeFiles files, bool ownsFiles) => (Host, Files, _ownsFiles) = (host, files, ownsFiles);

    public ServiceHost<ProjectsService> Host { get; }

    public FakeFiles Files { get; }

    public TestDatabase Database => Host.Database;

    /// <summary>Speaks with an administrator's key.</summary>
    public HttpClient Admin => Host.ClientFor(AdminCaller);

    public static Caller AdminCaller { get; } = new() { KeyId = Guid.Parse("019a0000-0000-7000-8000-00000000000a"), IsAdmin = true };

    /// <summary>What the gateway and other services call.</summary>
    public IProjectsClient AsService => new HttpProjectsClient(Host.ClientFor(new Caller { Service = "gateway" }));

    public static async Task<ProjectsApp> StartAsync(ServiceHostOptions? options = null, FakeFiles? files = null)
    {
        options ??= new ServiceHostOptions();
        var ownFiles = files ?? await FakeFiles.StartAsync();
        var settings = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal) { ["services:files:http:0"] = ownFiles.Url.ToString() };
        var host = await ServiceHost<ProjectsService>.StartAsync(options with { Settings = settings });
        return new ProjectsApp(host, ownFiles, files is null);
    }

    /// <summary>Speaks with a key of the account.</summary>
    public HttpClient ClientOf(Guid accountId) => Host.ClientFor(new Caller { AccountId = accountId, KeyId = Guid.CreateVersion7() });

    public async Task<Guid> GivenAccountAsync(string plan = "standard")
    {
        var response = await Admin.PostAsJsonAsync("/v1/admin/accounts", new { name = "Acme", plan });
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public async Task<Guid> GivenProjectAsync(Guid accountId, string name = "Cats")
    {
        var response = await ClientOf(accountId).PostAsJsonAsync("/v1/projects", new { name, instructions_file_url = FakeFiles.NewUrl() });
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public async Task<Guid> GivenProjectAsync(Guid accountId, ProjectStatus status)
    {
        var project = await GivenProjectAsync(accountId);
        if (status == ProjectStatus.Active) await (await ActivateAsync(project)).ReadAsync(HttpStatusCode.OK);
        if (status == ProjectStatus.Inactive) await (await DeactivateAsync(project)).ReadAsync(HttpStatusCode.OK);
        return project;
    }

    public async Task<Guid> GivenTemplateAsync(Guid? accountId, string fields = """[{"type":"boolean","name":"approved","required":true}]""")
    {
        var response = await Admin.PostAsJsonAsync("/v1/admin/templates", new { account_id = accountId, name = "Review", fields = JsonDocument.Parse(fields).RootElement });
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public Task<HttpResponseMessage> ConfigureAsync(Guid project, object settings) =>
        Admin.PutAsJsonAsync($"/v1/admin/projects/{project}/settings", settings);

    public Task<HttpResponseMessage> ActivateAsync(Guid project) => Admin.PostAsync($"/v1/admin/projects/{project}/activate", null);

    public Task<HttpResponseMessage> DeactivateAsync(Guid project, string? reason = "Paused") =>
        Admin.PostAsJsonAsync($"/v1/admin/projects/{project}/deactivate", new { reason });

    public async Task<(Guid Id, string Key)> GivenKeyAsync(Guid accountId, string mode = "live")
    {
        var response = await Admin.PostAsJsonAsync($"/v1/admin/accounts/{accountId}/keys", new { name = "Server", mode });
        var key = await response.ReadAsync(HttpStatusCode.Created);
        return (key.GetProperty("id").GetGuid(), key.GetProperty("key").GetString()!);
    }

    public Task<ApiKeyFacts?> ResolveAsync(string key) =>
        AsService.ResolveApiKeyAsync(new ResolveApiKey(ApiKeyFormat.LookupIdOf(key), ApiKeyFormat.HashOf(key)), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (_ownsFiles) await Files.DisposeAsync();
    }
}

/// <summary>One service for all tests that only look at things of their own account.</summary>
[SetUpFixture]
internal static class Shared
{
    public static ProjectsApp App { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task StartAsync() => App = await ProjectsApp.StartAsync();

    [OneTimeTearDown]
    public static async Task StopAsync() => await App.DisposeAsync();
}

internal static class Answers
{
    /// <summary>The body, when the status is as expected.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(expected), text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem, when status and code are as expected, and <paramref name="field"/> is blamed.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code, string? field = null)
    {
        var problem = await response.ReadAsync(status);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code), problem.ToString());
        if (field is not null) Assert.That(problem.GetProperty("errors").TryGetProperty(field, out _), Is.True, problem.ToString());
        return problem;
    }

    /// <summary>A problem without what differs from request to request.</summary>
    public static async Task<string> ReadComparableAsync(this HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
        problem!.Remove("request_id");
        return $"{(int)response.StatusCode} {JsonSerializer.Serialize(problem)}";
    }

    /// <summary>Facts hold lists, which compare by reference: as JSON they compare by what is in them.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    public static IReadOnlyList<string> NamesOf(this JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];

    public static IReadOnlyList<Guid> IdsOf(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
