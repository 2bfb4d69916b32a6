using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>Clients of Scale and of WorkersAI at our gateway: their tasks are jobs like all others.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SpeakingDialects
{
    [Test]
    public async Task A_task_of_Scales_is_a_job_that_a_person_does_and_its_client_is_called_back()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var scale = Scale(customer.Key);
        var hook = $"scale-{Guid.CreateVersion7():N}";
        var task = (await scale.PostFormAsync("/v1/task/categorize", $"callback_url={Site.HookUrl(hook)}&instruction=Big+or+small?&attachment_type=text&attachment=car&categories=big&categories=small"))
            .Expect(200).Json;
        var project = (await customer.Http.GetAnswerAsync("/v1/projects")).Expect(200).Json[0].GetProperty("id").GetString()!;
        var job = (await customer.Http.GetAnswerAsync($"/v1/jobs/{project}")).Expect(200).Json[0];
        Assert.That(job.GetProperty("status").GetString(), Is.EqualTo("new"));
        using var annotator = await Admin.CreateAnnotatorAsync(project);

        var assignment = await annotator.WaitForNextAsync(project);
        Assert.That(assignment.JobId, Is.EqualTo(job.GetProperty("job_id").GetString()));
        var refused = (await assignment.SubmitAsync(new { category = "huge" })).Expect(422).Json;
        (await assignment.PostAsync("submit", new { version = refused.GetProperty("version").GetInt64(), annotations = new { category = "big" } })).Expect(200);

        var id = task.GetProperty("task_id").GetString()!;
        var received = await Site.WaitForAsync(hook);
        var keys = (await customer.Http.GetAnswerAsync("/v1/webhook-secret")).Expect(200).Json.GetProperty("callback_keys");
        Assert.That(received.Headers["scale-callback-auth"], Is.EqualTo(keys.GetProperty("live").GetString()));
        var callback = received.Json;
        Assert.That(callback.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "task", "response", "task_id" }));
        Assert.That((callback.GetProperty("task_id").GetString(), callback.GetProperty("response").GetRawText()), Is.EqualTo((id, """{"category":"big"}""")));
        await Eventually.AssertAsync(
            async () => (await scale.GetAnswerAsync($"/v1/task/{id}")).Expect(200).Json.TryGetProperty("callback_succeeded", out var taken) && taken.GetBoolean(),
            "the callback is written down");
        Assert.That((await scale.AnswerAsync(HttpMethod.Post, $"/v1/task/{id}/cancel")).Status, Is.EqualTo(500));
        await customer.WaitForAsync(project, assignment.JobId, "done");
        await Eventually.AssertAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/metrics?project_ids={project}")).Expect(200)
                .Json[0].GetProperty("metrics")[0].GetProperty("jobs_done").GetInt32() == 1,
            "the task is counted as done");
    }

    [TestCase("categorize", "attachment_type=text&attachment=car&categories=big&categories=small&category_ids[17]=big", "category")]
    [TestCase("transcription", "attachment_type=image&attachment={png}&fields[title]=The+title", "fields")]
    [TestCase("phonecall", "phone_number=5055006865&entity_name=Ann&script=Hello&choices=yes&choices=no", "outcome")]
    [TestCase("comparison", "attachment_type=image&attachments={png}&attachments={png}&choices=yes&choices=no", "choice")]
    [TestCase("annotation", "attachment_type=image&attachment={png}&objects_to_annotate=cow&with_labels=true", "annotations")]
    [TestCase("datacollection", "attachment_type=text&attachment=Acme&fields[page]=The+page", "fields")]
    [TestCase("audiotranscription", "attachment_type=audio&attachment={wav}&verbatim=false", "transcript")]
    public async Task A_test_task_of_each_type_is_completed_when_it_is_next_looked_at(string type, string parameters, string answer)
    {
        using var customer = await Admin.CreateAccountAsync();
        using var scale = Scale(await Admin.CreateKeyAsync(customer.AccountId, "test"));
        var hook = $"scale-{Guid.CreateVersion7():N}";
        var sent = parameters.Replace("{png}", Site.FileUrl("a.png"), StringComparison.Ordinal).Replace("{wav}", Site.FileUrl("tone.wav"), StringComparison.Ordinal);

        var task = (await scale.PostFormAsync($"/v1/task/{type}", $"callback_url={Site.HookUrl(hook)}&instruction=Do&{sent}")).Expect(200).Json;
        Assert.That(task.GetProperty("status").GetString(), Is.EqualTo("pending"));
        var done = (await scale.GetAnswerAsync($"/v1/task/{task.GetProperty("task_id").GetString()}")).Expect(200).Json;

        Assert.That((done.GetProperty("status").GetString(), done.GetProperty("is_test").GetBoolean()), Is.EqualTo(("completed", true)));
        Assert.That(done.GetProperty("response").TryGetProperty(answer, out _), Is.True, done.ToString());
        Assert.That((await Site.WaitForAsync(hook)).Json.GetProperty("response").GetRawText(), Is.EqualTo(done.GetProperty("response").GetRawText()));
    }

    [Test]
    public async Task WorkersAIs_tasks_are_answered_too_and_each_dialect_lists_its_own()
    {
        using var customer = await Admin.CreateAccountAsync();
        var key = await Admin.CreateKeyAsync(customer.AccountId, "test");
        using var nobody = Whole.Client(null);
        using var scale = Scale(key);
        var hook = $"workersai-{Guid.CreateVersion7():N}";
        var task = (await nobody.PostAnswerAsync($"/v1/tasks?api_key={key}", new
        {
            instruction = "Is this hotdog or not hotdog?",
            callback_url = Site.HookUrl(hook),
            @params = new { attachment_type = "image", attachment = Site.FileUrl("a.png"), categories = new[] { "hotdog", "not hotdog" } },
        })).Expect(201).Json;
        Assert.That(task.GetProperty("response").GetRawText(), Is.EqualTo("{}"));

        var id = task.GetProperty("external_id").GetString();
        var callback = (await Site.WaitForAsync(hook)).Json;
        var done = (await nobody.GetAnswerAsync($"/v1/tasks/{id}?api_key={key}")).Expect(200).Json;

        Assert.That(callback.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "task_type", "external_id", "params", "response" }));
        Assert.That(callback.GetProperty("external_id").GetString(), Is.EqualTo(id));
        Assert.That(done.GetProperty("response").GetRawText(), Is.EqualTo(callback.GetProperty("response").GetRawText()));
        Assert.That(done.GetProperty("response").GetProperty("category").GetString(), Is.AnyOf("hotdog", "not hotdog"));
        Assert.That((await nobody.GetAnswerAsync($"/v1/tasks?api_key={key}")).Expect(200).Json.GetArrayLength(), Is.EqualTo(1));
        Assert.That((await scale.GetAnswerAsync("/v1/tasks")).Expect(200).Json.GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task The_Ruby_lines_of_WorkersAIs_document_read_our_tasks()
    {
        using var customer = await Admin.CreateAccountAsync();
        var key = await Admin.CreateKeyAsync(customer.AccountId, "test");
        using var client = Whole.Client(key);
        var task = (await client.PostAnswerAsync("/v1/tasks", new { @params = new { attachment_type = "text", attachment = "x", categories = new[] { "a", "b" } } })).Expect(201).Json;
        var id = task.GetProperty("external_id").GetString();

        var list = await RubyAsync($"include HTTParty\nputs HTTParty.get('{Whole.Gateway}v1/tasks?api_key={key}').body");
        var one = await RubyAsync($"require 'HTTParty'.downcase\nputs HTTParty.get('{Whole.Gateway}v1/tasks/{id}?api_key={key}').body");

        Assert.That(list[0].GetProperty("external_id").GetString(), Is.EqualTo(id));
        Assert.That(one.GetProperty("task_type").GetString(), Is.EqualTo("categorization"));
    }

    [Test]
    public async Task Scales_own_client_creates_reads_lists_and_cancels_our_tasks()
    {
        using var customer = await Admin.CreateAccountAsync();
        var key = await Admin.CreateKeyAsync(customer.AccountId, "test");

        var walked = await RunAsync(
            "node", Path.Combine(ScaleClientFolder, "walk.js"), Whole.Gateway.ToString(), key, Site.FileUrl("a.png"), Site.FileUrl("tone.wav"), Site.HookUrl("node"));

        foreach (var created in walked.GetProperty("created").EnumerateObject())
        {
            var fetched = walked.GetProperty("fetched").GetProperty(created.Name);
            Assert.That((created.Value.GetProperty("urgency").GetString(), created.Value.GetProperty("metadata").GetRawText()), Is.EqualTo(("immediate", """{"from":"node"}""")));
            Assert.That(fetched.GetProperty("task_id").GetString(), Is.EqualTo(created.Value.GetProperty("task_id").GetString()));
            Assert.That((fetched.GetProperty("status").GetString(), fetched.GetProperty("response").ValueKind), Is.EqualTo(("completed", JsonValueKind.Object)), created.Name);
        }

        Assert.That(walked.GetProperty("canceled").GetProperty("status").GetString(), Is.EqualTo("canceled"));
        Assert.That(walked.GetProperty("list").GetProperty("docs")[0].GetProperty("type").GetString(), Is.EqualTo("categorization"));
        Assert.That(walked.GetProperty("list").GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That(walked.GetProperty("refused").GetProperty("errcode").GetInt32(), Is.EqualTo(400));
        Assert.That(walked.GetProperty("refused").GetProperty("message").GetString(), Does.Contain("categories"));
    }

    [Test]
    public async Task Todays_Python_client_of_Scales_works_with_projects_batches_and_newer_types()
    {
        using var customer = await Admin.CreateAccountAsync();
        var key = await Admin.CreateKeyAsync(customer.AccountId, "test");
        var hook = $"today-{Guid.CreateVersion7():N}";

        var walked = await RunAsync("python3", Path.Combine(ScaleClientFolder, "today.py"), Whole.Gateway.ToString(), key, Site.FileUrl("a.png"), Site.HookUrl(hook));

        string Raw(string name) => walked.GetProperty(name).GetRawText();
        (int Status, string? Message) Refusal(string name) => (walked.GetProperty(name).GetProperty("status").GetInt32(), walked.GetProperty(name).GetProperty("message").GetString());
        Assert.Multiple(() =>
        {
            Assert.That(walked.GetProperty("project").GetProperty("param_history").GetArrayLength(), Is.EqualTo(1));
            Assert.That(walked.GetProperty("updated").GetProperty("param_history")[1].GetProperty("version").GetInt32(), Is.EqualTo(1));
            Assert.That(walked.GetProperty("projects")[0].GetString(), Is.EqualTo("cows / 소"));
            Assert.That(walked.GetProperty("batch").GetProperty("status").GetString(), Is.EqualTo("staging"));
            Assert.That(walked.GetProperty("task").GetProperty("instruction").GetString(), Is.EqualTo("All of them.\n\nDraw a box around each cow."));
            Assert.That(Refusal("taken").Status, Is.EqualTo(409));
            Assert.That(Refusal("duplicate"), Is.EqualTo((409, $"The unique_id (\"c235d023af73\") is already used for a different task ({walked.GetProperty("made")[1]}).")));
            Assert.That(Raw("tags"), Is.EqualTo("""[["a", "b", "c"], ["b", "c"], ["z"]]"""));
            Assert.That((Raw("cleared"), Raw("unique_id"), Raw("metadata")), Is.EqualTo(("false", "\"new\"", """{"myKey": "myValue"}""")));
            Assert.That((Raw("staged"), Raw("finalized"), Raw("completed")), Is.EqualTo((
                """{"status": "staging", "pending": 2}""", "\"in_progress\"", """{"status": "completed", "completed": 2}""")));
            Assert.That(Refusal("late").Status, Is.EqualTo(400));
            Assert.That(Raw("of_batch"), Is.EqualTo(Raw("made")));
            Assert.That(Raw("by_unique_id"), Is.EqualTo($"[{walked.GetProperty("made")[1].GetRawText()}]"));
            Assert.That(walked.GetProperty("limited").TryGetProperty("params", out _), Is.False);
            Assert.That(walked.GetProperty("response").GetProperty("annotations").EnumerateArray().Select(mark => mark.GetProperty("type").GetString()), Is.All.EqualTo("box"));
            Assert.That(walked.GetProperty("batches").GetProperty("totalDocs").GetInt32(), Is.EqualTo(1));
            Assert.That(walked.GetProperty("namedentityrecognition").GetProperty("response").GetProperty("annotations").ValueKind, Is.EqualTo(JsonValueKind.Array));
            Assert.That(
                walked.GetProperty("textcollection").GetProperty("response").GetProperty("annotations").GetProperty("category_field").GetProperty("response")[0][0].GetString(),
                Is.AnyOf("right", "wrong"));
            Assert.That(walked.GetProperty("canceled").GetProperty("status").GetString(), Is.EqualTo("canceled"));
            Assert.That(walked.GetProperty("canceled").TryGetProperty("unique_id", out _), Is.False);
        });
        await Eventually.AssertAsync(
            () => Site.Received.Any(received => received.Path == hook && received.Json.TryGetProperty("batch", out var batch) && batch.GetProperty("status").GetString() == "completed"),
            "the batch's callback");
    }

    [Test]
    public async Task Nobody_is_offered_a_batch_s_task_before_it_is_finalized()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var scale = Scale(customer.Key);
        (await scale.PostAnswerAsync("/v1/projects", new { name = "sizes", type = "categorization" })).Expect(200);
        (await scale.PostAnswerAsync("/v1/batches", new { name = "first", project = "sizes" })).Expect(200);
        object Task(object? batch) => new
        {
            project = "sizes",
            batch,
            callback_url = Site.HookUrl("batches"),
            instruction = "?",
            attachment_type = "text",
            attachment = "car",
            categories = new[] { "big", "small" },
        };
        (await scale.PostAnswerAsync("/v1/task/categorize", Task("first"))).Expect(200);
        var free = (await scale.PostAnswerAsync("/v1/task/categorize", Task(null))).Expect(200).Json;
        var project = (await customer.Http.GetAnswerAsync("/v1/projects")).Expect(200).Json[0].GetProperty("id").GetString()!;
        using var annotator = await Admin.CreateAnnotatorAsync(project);

        // The one behind it in the queue is there: so would the first be.
        var offered = await annotator.WaitForNextAsync(project);
        Assert.That((await scale.GetAnswerAsync("/v1/tasks?limit=1")).Expect(200).Json.GetProperty("docs")[0].GetProperty("task_id").GetString(), Is.EqualTo(free.GetProperty("task_id").GetString()));
        (await offered.SubmitAsync(new { category = "big" })).Expect(200);
        (await scale.AnswerAsync(HttpMethod.Post, "/v1/batches/first/finalize")).Expect(200);

        var released = await annotator.WaitForNextAsync(project);
        (await released.SubmitAsync(new { category = "small" })).Expect(200);
        await Eventually.AssertAsync(
            async () => (await scale.GetAnswerAsync("/v1/batches/first/status")).Expect(200).Json.GetRawText() == """{"status":"completed","completed":1}""",
            "the batch is completed with its only task");
        Assert.That(released.JobId, Is.Not.EqualTo(offered.JobId));
    }

    private static string ScaleClientFolder =>
        typeof(SpeakingDialects).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ScaleClient").Value!;

    private static HttpClient Scale(string key)
    {
        var client = Whole.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{key}:")));
        return client;
    }

    private static Task<JsonElement> RubyAsync(string script) => RunAsync("ruby", "-r", "httparty", "-e", script);

    /// <summary>Runs a client of another language; what it prints.</summary>
    private static async Task<JsonElement> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var client = Process.Start(start)!;
        var errors = client.StandardError.ReadToEndAsync();
        var said = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        Assert.That(client.ExitCode, Is.Zero, await errors);
        return JsonSerializer.Deserialize<JsonElement>(said);
    }
}

/// <summary>Sends forms as curl does.</summary>
internal static class Forms
{
    public static async Task<Answer> PostFormAsync(this HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await response.ReadAnswerAsync();
    }
}
