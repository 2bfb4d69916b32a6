namespace Hitl.TestKit.Driving;

/// <summary>Does what an annotator does, with a session.</summary>
public sealed class Annotator : IDisposable
{
    private static int _addresses;

    private Annotator(HttpClient http, Guid id) => (Http, Id) = (http, id);

    /// <summary>The client with cookie and CSRF token.</summary>
    public HttpClient Http { get; }

    /// <summary>The person.</summary>
    public Guid Id { get; }

    /// <summary>Signs in as the workbench does.</summary>
    public static async Task<Annotator> SignInAsync(HitlSystem system, string email, string password)
    {
        ArgumentNullException.ThrowIfNull(system);
        var http = system.Browser();
        var own = Interlocked.Increment(ref _addresses);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.18.{own / 250 % 250}.{1 + (own % 250)}");
        var session = (await http.PostAnswerAsync("/v1/work/session", new { email, password })).Expect(200).Json;
        http.DefaultRequestHeaders.Add("X-CSRF-Token", session.GetProperty("csrf_token").GetString());
        return new Annotator(http, session.GetProperty("annotator_id").GetGuid());
    }

    /// <summary>Waits until the queue knows that a project is active, and so all that was set before: what is claimed is begun by that.</summary>
    public Task WaitForProjectAsync(string projectId) => Eventually.AssertAsync(
        async () => (await Http.GetAnswerAsync("/v1/work/projects")).Expect(200).Json.EnumerateArray().Any(project => project.GetProperty("id").GetString() == projectId),
        $"the queue knows project {projectId}");

    /// <summary>Claims the next job; null when there is none.</summary>
    public async Task<Assignment?> NextAsync(string? projectId = null)
    {
        var answer = await Http.PostAnswerAsync("/v1/work/next", new { project_id = projectId });
        return answer.Status == 204 ? null : new Assignment(Http, answer.Expect(200).Json);
    }

    /// <summary>Claims the next job, waiting until there is one.</summary>
    public async Task<Assignment> WaitForNextAsync(string? projectId = null) =>
        (await Eventually.GetAsync(() => NextAsync(projectId), assignment => assignment is not null, "there is work"))!;

    public void Dispose() => Http.Dispose();
}
