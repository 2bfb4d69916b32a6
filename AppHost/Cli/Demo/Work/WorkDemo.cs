using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo.Work;

/// <summary>A project with a form, its jobs, and people who do them as clients of the work API.</summary>
internal sealed class WorkDemo(string address, string adminKey, ClientServer site, IReadOnlyList<string> images, WorkSize size, TextWriter @out) : IDisposable
{
    private const int BulkMax = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ActivationPause = TimeSpan.FromSeconds(0.2);

    private readonly WorkClient _admin = new(address, adminKey);
    private readonly WorkTally _tally = new(size.Annotators);
    private readonly string _mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private WorkClient? _account;

    public IReadOnlyList<Guid> Jobs { get; private set; } = [];

    public WorkTally Tally => _tally;

    public string ProjectId { get; private set; } = "";

    /// <summary>An account, an active project with its rule, and the people.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await @out.WriteLineAsync($"An account, a project whose jobs want {WorkPlan.AnswersWanted} answers that agree, and {size.Annotators} people ...");
        var account = await _admin.CallAsync(HttpMethod.Post, "/v1/admin/accounts", new JsonObject { ["name"] = $"Demo {_mark}", ["plan"] = "enterprise" }, ct);
        var key = await _admin.CallAsync(
            HttpMethod.Post, $"/v1/admin/accounts/{account.Text("id")}/keys", new JsonObject { ["name"] = "demo", ["mode"] = "live" }, ct);
        _account = new WorkClient(address, key.Text("key"));

        var order = new JsonObject { ["name"] = $"Work {_mark}", ["instructions_file_url"] = $"{site.Address}/instructions.pdf" };
        ProjectId = (await _account.CallAsync(HttpMethod.Post, "/v1/projects", order, ct)).Text("id");
        var settings = new JsonObject
        {
            ["submissions"] = WorkPlan.AnswersWanted,
            ["completion_rule"] = "agreement",
            ["agreement"] = new JsonObject { ["threshold"] = WorkPlan.Threshold, ["submissions_max"] = WorkPlan.AnswersMax },
        };
        await _admin.CallAsync(HttpMethod.Put, $"/v1/admin/projects/{ProjectId}/settings", settings, ct);
        await _admin.CallAsync(HttpMethod.Post, $"/v1/admin/projects/{ProjectId}/activate", body: null, ct);
        foreach (var person in _tally.People)
        {
            var body = new JsonObject
            {
                ["email"] = EmailOf(person),
                ["name"] = person.Name,
                ["password"] = _password,
                ["projects"] = new JsonArray(ProjectId),
            };
            await _admin.CallAsync(HttpMethod.Post, "/v1/admin/annotators", body, ct);
        }
    }

    /// <summary>All jobs, in bulk.</summary>
    public async Task OrderAsync(CancellationToken ct)
    {
        await @out.WriteLineAsync($"{size.Jobs} jobs on {images.Count} pictures, with a form of a choice, boxes and a text ...");
        var jobs = new List<Guid>();
        while (jobs.Count < size.Jobs)
        {
            var orders = Enumerable.Range(jobs.Count, Math.Min(BulkMax, size.Jobs - jobs.Count)).Select(OrderOf).ToArray();
            var answer = await _account!.CallAsync(HttpMethod.Post, "/v1/jobs/bulk", new JsonObject { ["jobs"] = new JsonArray(orders) }, ct);
            var items = answer.Body!.AsArray();
            if (items[0]?["error"]?["code"]?.GetValue<string>() == "project_not_active")
            {
                // The activation reaches Jobs as an event, a moment after the administrator's call was answered.
                await Task.Delay(ActivationPause, ct);
                continue;
            }

            jobs.AddRange(items.Select(item => item?["job_id"]?.GetValue<Guid>() ?? throw new VerbFailedException($"A job was refused: {item?.ToJsonString()}")));
        }

        Jobs = jobs;
    }

    /// <summary>Lets the people work until all is done or the time is up; how it stands then.</summary>
    public async Task<JobCounts> WorkAsync(ProgressView view, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(size.AtMost);
        var people = Enumerable.Range(0, size.Annotators)
            .Select(number => new SimulatedAnnotator(address, ProjectId, number, _tally))
            .ToList();
        var work = people.Select((person, number) => person.WorkAsync(EmailOf(_tally.People[number]), _password, enough.Token)).ToList();
        var counts = JobCounts.None;
        try
        {
            while (counts.Of("done") < size.Jobs && work.TrueForAll(task => !task.IsFaulted))
            {
                await Task.Delay(LookEvery, enough.Token);
                counts = await JobCounts.ReadAsync(_account!, ProjectId, enough.Token);
                await view.ShowAsync(counts);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            await @out.WriteLineAsync(ct.IsCancellationRequested ? "Stopping; people give back what they hold ..." : "The time is up; people give back what they hold ...");
        }

        await enough.CancelAsync();
        await Task.WhenAll(work);
        people.ForEach(person => person.Dispose());
        ct.ThrowIfCancellationRequested();
        return await JobCounts.ReadAsync(_account!, ProjectId, ct);
    }

    /// <summary>How much each person did, as the system counts it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReadDoneAsync(CancellationToken ct)
    {
        var page = await _admin.CallAsync(HttpMethod.Get, $"/v1/admin/annotators?project_id={ProjectId}&limit=1000", body: null, ct);
        return page.Body!["items"]!.AsArray().ToDictionary(
            person => person!["name"]!.GetValue<string>(), person => person!["jobs_done"]!.GetValue<int>(), StringComparer.Ordinal);
    }

    public void Dispose()
    {
        _admin.Dispose();
        _account?.Dispose();
    }

    private JsonNode OrderOf(int number) => new JsonObject
    {
        ["project_id"] = ProjectId,
        ["file_urls"] = new JsonArray($"{site.Address}/{images[number % images.Count]}"),
        ["template"] = WorkPlan.Template,
    };

    private string EmailOf(PersonTally person) => $"{person.Name}-{_mark}@example.com";
}
