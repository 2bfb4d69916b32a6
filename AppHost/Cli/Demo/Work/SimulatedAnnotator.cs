using System.Net;
using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo.Work;

/// <summary>One person at work, as the workbench would be for them: signs in, takes the next job, drafts, submits; sometimes skips or gives back.</summary>
internal sealed class SimulatedAnnotator(string address, string projectId, int number, WorkTally tally) : IDisposable
{
    private const double SkipShare = 0.02;
    private const double ReleaseShare = 0.03;
    private const int ThinkMsMin = 20;
    private const int ThinkMsMax = 120;

    private static readonly TimeSpan WhenNothingWaits = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan GiveBackWithin = TimeSpan.FromSeconds(3);

    // A person's habits are theirs in every run.
    private readonly Random _habits = new(number);
    private readonly WorkClient _client = new(address);
    private string? _held;

    /// <summary>Works until <paramref name="ct"/> says that it is enough, then gives back what is held.</summary>
    public async Task WorkAsync(string email, string password, CancellationToken ct)
    {
        try
        {
            var credentials = new JsonObject { ["email"] = email, ["password"] = password };
            var session = await _client.CallAsync(HttpMethod.Post, "/v1/work/session", credentials, ct);
            _client.UseToken(session.Text("csrf_token"));
            while (true) await DoNextAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await GiveBackAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task DoNextAsync(CancellationToken ct)
    {
        var next = await _client.CallAsync(HttpMethod.Post, "/v1/work/next", new JsonObject { ["project_id"] = projectId }, ct);
        if (next.Status == HttpStatusCode.NoContent)
        {
            await Task.Delay(WhenNothingWaits, ct);
            return;
        }

        var path = _held = $"/v1/work/assignments/{next.Text("id")}";
        await Task.Delay(_habits.Next(ThinkMsMin, ThinkMsMax), ct);
        var mood = _habits.NextDouble();
        if (mood < SkipShare)
        {
            await _client.CallAsync(HttpMethod.Post, $"{path}/skip", new JsonObject { ["reason"] = "I cannot see enough." }, ct);
            tally.People[number].Skips++;
        }
        else if (mood < SkipShare + ReleaseShare)
        {
            await _client.CallAsync(HttpMethod.Post, $"{path}/release", body: null, ct);
            tally.People[number].Releases++;
        }
        else
        {
            await AnswerAsync(path, next, ct);
        }

        _held = null;
    }

    private async Task AnswerAsync(string path, WorkAnswer assignment, CancellationToken ct)
    {
        var jobId = assignment.Id("job_id");
        var differently = WorkPlan.IsDisputed(jobId) && tally.Dissents(number, jobId);
        var annotations = WorkPlan.AnswerTo(jobId, differently);
        var draft = await _client.CallAsync(HttpMethod.Put, $"{path}/draft", With(assignment, annotations), ct);
        await Task.Delay(_habits.Next(ThinkMsMin, ThinkMsMax), ct);
        // Not ended by ct: what was sent is counted by the system, so it must be counted here.
        await _client.CallAsync(HttpMethod.Post, $"{path}/submit", With(draft, annotations), CancellationToken.None);
        tally.Answered(number, jobId, differently);
    }

    private async Task GiveBackAsync()
    {
        if (_held is not { } path) return;
        using var patience = new CancellationTokenSource(GiveBackWithin);
        try
        {
            await _client.SendAsync(HttpMethod.Post, $"{path}/release", body: null, patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{tally.People[number].Name} could not give a job back; its lease will run out.");
        }
    }

    private static JsonObject With(WorkAnswer seen, JsonNode annotations) =>
        new() { ["version"] = seen.Body!["version"]!.GetValue<int>(), ["annotations"] = annotations.DeepClone() };
}
