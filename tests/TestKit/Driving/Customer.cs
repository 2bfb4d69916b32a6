using System.Text.Json;

namespace Hitl.TestKit.Driving;

/// <summary>Does what a client of the API does.</summary>
public sealed class Customer : IDisposable
{
    public Customer(HitlSystem system, Guid accountId, string key)
    {
        ArgumentNullException.ThrowIfNull(system);
        (AccountId, Key) = (accountId, key);
        Http = system.Client(key);
    }

    /// <summary>The account.</summary>
    public Guid AccountId { get; }

    /// <summary>Its live key.</summary>
    public string Key { get; }

    /// <summary>The client with that key.</summary>
    public HttpClient Http { get; }

    /// <summary>A project, not yet active; its id.</summary>
    public async Task<string> CreateProjectAsync(string instructionsFileUrl, string name = "test_project") =>
        (await Http.PostAnswerAsync("/v1/projects", new { name, instructions_file_url = instructionsFileUrl })).Expect(201).Json.GetProperty("id").GetString()!;

    /// <summary>A project that takes jobs, with settings other than the default if there are some; its id.</summary>
    public async Task<string> CreateActiveProjectAsync(Administrator administrator, CustomerSite site, object? settings = null)
    {
        ArgumentNullException.ThrowIfNull(administrator);
        ArgumentNullException.ThrowIfNull(site);
        var project = await CreateProjectAsync(site.FileUrl("instructions.pdf"));
        if (settings is not null) await administrator.ConfigureAsync(project, settings);
        await administrator.ActivateAsync(project);
        return project;
    }

    /// <summary>A job; its id.</summary>
    public async Task<string> CreateJobAsync(object body) =>
        (await Http.PostAnswerAsync("/v1/jobs", body)).Expect(201).Json.GetProperty("job_id").GetString()!;

    /// <summary>A job of one image without anything optional; its id.</summary>
    public Task<string> CreateJobAsync(string project, CustomerSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return CreateJobAsync(new { project_id = project, file_urls = new[] { site.FileUrl("image.png") } });
    }

    /// <summary>A job as it is now.</summary>
    public async Task<JsonElement> GetJobAsync(string project, string job) =>
        (await Http.GetAnswerAsync($"/v1/jobs/{project}/{job}")).Expect(200).Json;

    /// <summary>Waits until a job has a status.</summary>
    public Task<JsonElement> WaitForAsync(string project, string job, string status) =>
        Eventually.GetAsync(() => GetJobAsync(project, job), seen => seen.GetProperty("status").GetString() == status, $"job {job} is {status}");

    public void Dispose() => Http.Dispose();
}
