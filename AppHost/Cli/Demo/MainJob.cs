using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo;

/// <summary>The main job of the system, from a new account to the metrics, by the public API alone.</summary>
internal sealed class MainJob(Transcript transcript, ClientServer client, IReadOnlyDictionary<string, byte[]> files, string adminKey)
{
    private const string Json = "application/json";
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(30);

    private readonly Credential[] _admin = [Credential.Key(adminKey, "ADMIN_KEY")];
    private readonly string _mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
    private Credential[] _account = [];
    private Credential[] _annotator = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await MakeAccountAsync(ct);
        var project = await MakeProjectAsync(ct);
        var job = await PostJobAsync(project, ct);
        var annotations = await AnnotateAsync(project, ct);
        await HearWebhookAsync(job, annotations, ct);
        await ReadResultAsync(project, job, annotations, ct);
    }

    private async Task MakeAccountAsync(CancellationToken ct)
    {
        transcript.Head("An administrator makes an account, and a key for it");
        var account = await transcript.CallAsync(
            HttpMethod.Post, "/v1/admin/accounts", HttpStatusCode.Created, _admin, new JsonObject { ["name"] = $"Demo {_mark}", ["plan"] = "standard" }, ct);
        var key = await transcript.CallAsync(
            HttpMethod.Post, $"/v1/admin/accounts/{Text(account, "id")}/keys", HttpStatusCode.Created, _admin, new JsonObject { ["name"] = "demo", ["mode"] = "live" }, ct);
        _account = [Credential.Key(Text(key, "key"), "API_KEY")];
    }

    private async Task<string> MakeProjectAsync(CancellationToken ct)
    {
        transcript.Head("The client creates a project; its instructions are fetched from the client's address");
        var body = new JsonObject { ["name"] = "Boxes", ["instructions_file_url"] = $"{client.Address}/instructions.pdf" };
        var project = Text(await transcript.CallAsync(HttpMethod.Post, "/v1/projects", HttpStatusCode.Created, _account, body, ct), "id");

        transcript.Head("The administrator reads the instructions, and activates it");
        await transcript.CallAsync(HttpMethod.Post, $"/v1/admin/projects/{project}/activate", HttpStatusCode.OK, _admin, body: null, ct);
        await transcript.CallUntilAsync($"/v1/projects/{project}", _account, answer => Text(answer, "status") == "active", EventPatience, ct);
        return project;
    }

    private async Task<string> PostJobAsync(string project, CancellationToken ct)
    {
        transcript.Head("The client posts a job with three files, and asks to be called when it is done");
        var body = new JsonObject
        {
            ["project_id"] = project,
            ["file_urls"] = new JsonArray([.. files.Keys.Where(name => name != "instructions.pdf").Select(name => (JsonNode)$"{client.Address}/{name}")]),
            ["predictions"] = new JsonObject { ["boxes"] = new JsonArray(new JsonArray(98, 61, 222, 139)) },
            ["webhook_url"] = $"{client.Address}/webhook",
            ["webhook_headers"] = new JsonObject { ["X-Demo"] = _mark },
            ["expiration_minutes"] = 60,
        };
        // The activation reaches Jobs as an event, a moment after the administrator's call was answered.
        var created = await transcript.CallAsync(HttpMethod.Post, "/v1/jobs", _account, body, status => status == HttpStatusCode.Created, EventPatience, ct);
        var job = Text(created, "job_id");

        transcript.Head("The client polls it, and finds its image stored byte for byte");
        var polled = await transcript.CallAsync(HttpMethod.Get, $"/v1/jobs/{project}/{job}", HttpStatusCode.OK, _account, body: null, ct);
        Expect(Text(polled, "status") == "new", "the job is new");
        var image = await transcript.DownloadAsync(Text(polled, "image"), _account, ct);
        Expect(image.AsSpan().SequenceEqual(files.First(file => file.Key != "instructions.pdf").Value), "the image is the client's, byte for byte");
        return job;
    }

    private async Task<JsonObject> AnnotateAsync(string project, CancellationToken ct)
    {
        transcript.Head("The administrator makes an annotator, who signs in");
        var (email, password) = ($"ann-{_mark}@example.com", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)));
        await transcript.CallAsync(
            HttpMethod.Post, "/v1/admin/annotators", HttpStatusCode.Created, _admin,
            new JsonObject { ["email"] = email, ["name"] = "Ann", ["password"] = password, ["projects"] = new JsonArray(project) }, ct);
        var session = await transcript.CallAsync(
            HttpMethod.Post, "/v1/work/session", HttpStatusCode.OK, [], new JsonObject { ["email"] = email, ["password"] = password }, ct);
        _annotator = [new Credential("X-CSRF-Token", Text(session, "csrf_token"), "$CSRF_TOKEN")];

        transcript.Head("The annotator takes the next job, looks at each of its files, saves a draft, and submits");
        var assignment = await transcript.CallAsync(
            HttpMethod.Post, "/v1/work/next", _annotator, new JsonObject { ["project_id"] = project }, status => status == HttpStatusCode.OK, EventPatience, ct);
        foreach (var file in assignment!["files"]!.AsArray())
        {
            var bytes = await transcript.DownloadAsync(Text(file, "url"), _annotator, ct);
            Expect(files.Values.Any(original => original.AsSpan().SequenceEqual(bytes)), "it is one of the client's files, byte for byte");
        }
        var annotations = new JsonObject { ["boxes"] = new JsonArray(new JsonArray(100, 60, 220, 140)), ["label"] = "box", ["certain"] = true };
        var path = $"/v1/work/assignments/{Text(assignment, "id")}";
        var draft = await transcript.CallAsync(HttpMethod.Put, $"{path}/draft", HttpStatusCode.OK, _annotator, Answer(assignment, annotations), ct);
        await transcript.CallAsync(HttpMethod.Post, $"{path}/submit", HttpStatusCode.OK, _annotator, Answer(draft, annotations), ct);
        return annotations;
    }

    private async Task HearWebhookAsync(string job, JsonObject annotations, CancellationToken ct)
    {
        transcript.Head("The client hears the webhook, and verifies its signature with the account's secret");
        var webhook = await client.WebhookAsync(EventPatience, ct);
        foreach (var (name, value) in webhook.Headers.OrderBy(header => header.Key, StringComparer.Ordinal)) transcript.Say($"< {name}: {value}");
        var body = JsonNode.Parse(webhook.Body);
        transcript.Say($"< {body!.ToJsonString()}");
        var secret = Text(await transcript.CallAsync(HttpMethod.Get, "/v1/webhook-secret", HttpStatusCode.OK, _account, body: null, ct), "secret");
        Expect(WebhookSignature.IsValid(webhook, secret), "the signature is valid");
        Expect(!WebhookSignature.IsValid(webhook with { Body = [.. webhook.Body, (byte)' '] }, secret), "with one more byte it would not be");
        Expect(webhook.Headers.GetValueOrDefault("X-Demo") == _mark, "the client's own header is there");
        Expect(webhook.Headers.GetValueOrDefault("Content-Type", "").StartsWith(Json, StringComparison.Ordinal), "it is JSON");
        Expect(Text(body, "job_id") == job && Text(body, "status") == "done", "it tells of this job, that it is done");
        Expect(JsonNode.DeepEquals(body["annotations"], annotations), "it carries what the annotator submitted");
    }

    private async Task ReadResultAsync(string project, string job, JsonObject annotations, CancellationToken ct)
    {
        transcript.Head("Polling tells the same");
        var done = await transcript.CallUntilAsync($"/v1/jobs/{project}/{job}", _account, answer => Text(answer, "status") == "done", EventPatience, ct);
        Expect(JsonNode.DeepEquals(done!["annotations"], annotations), "the result is what the annotator submitted");

        transcript.Head("The metrics count it");
        var metrics = await transcript.CallUntilAsync($"/v1/metrics?period_group_level=day&project_ids={project}", _account, CountsOne, EventPatience, ct);
        Expect(CountsOne(metrics), "one job, done");
    }

    private static bool CountsOne(JsonNode? metrics) =>
        metrics is JsonArray { Count: 1 } projects && projects[0]?["metrics"]?.AsArray().LastOrDefault()?["jobs_done"]?.GetValue<int>() == 1;

    private static JsonObject Answer(JsonNode? assignment, JsonObject annotations) =>
        new() { ["version"] = assignment!["version"]!.GetValue<int>(), ["annotations"] = annotations.DeepClone() };

    private void Expect(bool isTrue, string what)
    {
        if (!isTrue) throw new VerbFailedException($"It should be so that {what}. It is not.");
        transcript.Say(string.Create(CultureInfo.InvariantCulture, $"   ok: {what}"));
    }

    private static string Text(JsonNode? json, string member) =>
        json?[member]?.GetValue<string>() ?? throw new VerbFailedException($"The answer has no {member}.");
}
