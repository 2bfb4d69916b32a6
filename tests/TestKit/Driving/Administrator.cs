using System.Text.Json;

namespace Hitl.TestKit.Driving;

/// <summary>Does what an administrator does, through the public API.</summary>
public sealed class Administrator(HitlSystem system, HttpClient http) : IDisposable
{
    /// <summary>The client with the administrator's key.</summary>
    public HttpClient Http => http;

    /// <summary>An account with a live key.</summary>
    public async Task<Customer> CreateAccountAsync(string name = "Acme", string plan = "enterprise")
    {
        var account = (await http.PostAnswerAsync("/v1/admin/accounts", new { name, plan })).Expect(201).Json;
        var id = account.GetProperty("id").GetGuid();
        return new Customer(system, id, await CreateKeyAsync(id, "live"));
    }

    /// <summary>A key of an account.</summary>
    public async Task<string> CreateKeyAsync(Guid accountId, string mode)
    {
        var key = await http.PostAnswerAsync($"/v1/admin/accounts/{accountId}/keys", new { name = $"{mode} key", mode });
        return key.Expect(201).Json.GetProperty("key").GetString()!;
    }

    /// <summary>Makes a project take jobs.</summary>
    public async Task<JsonElement> ActivateAsync(string projectId) =>
        (await http.PostAnswerAsync($"/v1/admin/projects/{projectId}/activate")).Expect(200).Json;

    /// <summary>A person who may work on <paramref name="projects"/> (none: on all), already signed in.</summary>
    public Task<Annotator> CreateAnnotatorAsync(params string[] projects) => CreatePersonAsync("annotator", projects);

    /// <summary>The same with another role.</summary>
    public async Task<Annotator> CreatePersonAsync(string role, params string[] projects)
    {
        var email = $"{Guid.CreateVersion7():N}@example.test";
        const string password = "correct horse battery staple";
        var body = new { email, name = "Ann Otator", role, password, projects = projects.Length == 0 ? null : projects };
        (await http.PostAnswerAsync("/v1/admin/annotators", body)).Expect(201);
        return await Annotator.SignInAsync(system, email, password);
    }

    /// <summary>Replaces the settings of a project: what is left out gets its default.</summary>
    public async Task ConfigureAsync(string projectId, object settings) =>
        (await http.AnswerAsync(HttpMethod.Put, $"/v1/admin/projects/{projectId}/settings", settings)).Expect(200);

    public void Dispose() => http.Dispose();
}
