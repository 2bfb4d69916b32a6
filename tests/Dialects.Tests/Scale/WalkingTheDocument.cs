using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Forms;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>Each example of the document, sent as curl sends it, answered as it prints it.</summary>
[TestFixture]
internal sealed class WalkingTheDocument
{
    private ScaleApp _scale = null!;

    [SetUp]
    public async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scale.DisposeAsync();

    private static readonly object[][] Creations =
    [
        [TheDocument.CategorizeCurl, TheDocument.CategorizeTask],
        [TheDocument.TranscriptionCurl, TheDocument.TranscriptionTask],
        [TheDocument.PhonecallCurl, TheDocument.PhonecallTask],
        [TheDocument.ComparisonCurl, TheDocument.ComparisonTask],
        [TheDocument.AnnotationCurl, TheDocument.AnnotationTask],
        [TheDocument.DatacollectionCurl, TheDocument.DatacollectionTask],
        [TheDocument.AudiotranscriptionCurl, TheDocument.AudiotranscriptionTask],
    ];

    [TestCaseSource(nameof(Creations))]
    public async Task A_task_is_created_by_the_printed_line_and_shown_as_printed(string curl, string printed)
    {
        var (path, body) = CurlLine.Read(curl);
        var expected = JsonNode.Parse(printed)!.AsObject();
        var isTest = expected.ContainsKey("is_test");

        var task = (await ScaleApp.SendAsync(isTest ? _scale.Test : _scale.Live, HttpMethod.Post, path, body)).Ok();

        // What differs in each run; and where the document prints another text or address than it sent, what was sent.
        foreach (var name in new[] { "task_id", "created_at" }) expected[name] = task.GetProperty(name).GetString();
        if (path.EndsWith("/annotation", StringComparison.Ordinal)) expected["instruction"] = "Draw a box around each **baby cow** and **big cow**.";
        if (path.EndsWith("datacollection", StringComparison.Ordinal)) expected["params"]!["attachment"] = "https://www.scaleapi.com/";
        // The text promises the script among the params, the example shows it beside them: it stands in both.
        if (expected["script"] is { } script) expected["params"]!["script"] = script.DeepClone();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(task.GetRawText()), expected), Is.True, task.GetRawText());
        Assert.That(task.GetProperty("task_id").GetString(), Does.Match("^[0-9a-f]{24}$"));
        Assert.That(task.GetProperty("created_at").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
    }

    [TestCaseSource(nameof(Creations))]
    public async Task A_tasks_form_is_one_that_our_annotators_can_fill_in(string curl, string printed)
    {
        var (path, body) = CurlLine.Read(curl);
        var task = (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, path, body)).Ok();

        var order = _scale.Jobs.Orders.Single();
        var reading = Form.Read(order.Body.GetProperty("template"));
        Assert.That(reading.Faults, Is.Empty);
        Assert.That(reading.Form!.Fields.Select(field => field.Name), Does.Contain("instruction"));
        Assert.That(order.Body.GetProperty("content").GetProperty("instruction").GetString(), Is.EqualTo(task.GetProperty("instruction").GetString()));
        Assert.That(order.Body.GetProperty("webhook_url").GetString(), Is.EqualTo("http://www.example.com/callback"));
    }

    private static readonly object[][] Responses =
    [
        ["categorization", "", """{"category":"big"}""", """{"category":"big"}"""],
        ["categorization", ""","allow_multiple":true""", """{"category":["big","small"]}""", """{"category":["big","small"]}"""],
        ["categorization", ""","category_ids":{"123":"big","124":"small"}""", """{"category":"big"}""", """{"category":"big","category_id":"123"}"""],
        [
            "categorization", ""","category_ids":{"123":"big","124":"small"},"allow_multiple":true""",
            """{"category":["small","big"]}""", """{"category":["small","big"],"category_id":["124","123"]}""",
        ],
        ["transcription", ""","fields":{"title":"T"}""", """{"fields":{"title":"Some Title"}}""", """{"fields":{"title":"Some Title"}}"""],
        ["datacollection", ""","fields":{"hiring_page":"T"}""", """{"fields":{"hiring_page":"URL"}}""", """{"fields":{"hiring_page":"URL"}}"""],
        [
            "phonecall", ""","script":"Hello","phone_number":"5055006865","entity_name":"A","fields":{"email":"E"},"choices":["He is happy"]""",
            """{"call":{"outcome":"success","choice":"He is happy","fields":{"email":"a@b.c"}}}""",
            """{"outcome":"success","fields":{"email":"a@b.c"},"choice":"He is happy"}""",
        ],
        ["phonecall", ""","script":"Hello","phone_number":"+1 505","entity_name":"A" """, """{"call":{"outcome":"no_pickup"}}""", """{"outcome":"no_pickup"}"""],
        [
            "comparison", ""","attachments":["a","b"],"choices":["yes","no"],"fields":{"difference":"D"}""",
            """{"comparison":{"choice":"yes","fields":{"difference":"None."}}}""", """{"choice":"yes","fields":{"difference":"None."}}""",
        ],
        [
            "annotation", ""","objects_to_annotate":["cow"],"with_labels":true""",
            """{"annotations":[{"left":123,"top":10,"width":121,"height":39,"label":"cow"}]}""",
            """{"annotations":[{"left":123,"top":10,"width":121,"height":39,"label":"cow"}]}""",
        ],
        [
            "annotation", ""","objects_to_annotate":["cow"]""",
            """{"annotations":[{"left":1.5,"top":10,"width":121,"height":39,"label":"cow"}]}""", """{"annotations":[{"left":1.5,"top":10,"width":121,"height":39}]}""",
        ],
        [
            "polygonannotation", ""","objects_to_annotate":["cow"]""",
            """{"annotations":[{"points":[[0,1.5],[9,0],[9,9]],"label":"cow"}]}""",
            """{"annotations":[{"vertices":[{"x":0,"y":1.5},{"x":9,"y":0},{"x":9,"y":9}],"label":"cow"}]}""",
        ],
        [
            "lineannotation", ""","objects_to_annotate":["road"]""",
            """{"annotations":[{"points":[[0,0],[9,9]],"label":"road"}]}""", """{"annotations":[{"vertices":[{"x":0,"y":0},{"x":9,"y":9}],"label":"road"}]}""",
        ],
        ["pointannotation", ""","objects_to_annotate":["eye"]""", """{"annotations":[{"points":[[3,4]],"label":"eye"}]}""", """{"annotations":[{"x":3,"y":4,"label":"eye"}]}"""],
        ["audiotranscription", "", """{"transcript":{"transcript":"The avocado.","duration":5.106188}}""", """{"transcript":"The avocado.","duration":5.106188}"""],
    ];

    [TestCaseSource(nameof(Responses))]
    public async Task An_answer_becomes_the_response_of_the_type(string type, string more, string annotations, string response)
    {
        var kind = type switch { "annotation" or "polygonannotation" or "lineannotation" or "pointannotation" => "image", "audiotranscription" => "audio", _ => "text" };
        var attachment = kind == "text" ? "car" : "http://example.com/a";
        var categories = type == "categorization" ? ""","categories":["big","small"]""" : "";
        var task = (await _scale.PostAsync($"/task/{type}", $$"""
            {"callback_url":"http://www.example.com/callback","instruction":"I","attachment_type":"{{kind}}","attachment":"{{attachment}}"{{categories}}{{more}}}
            """)).Ok();
        Assert.That(task.TryGetProperty("response", out _), Is.False);
        _scale.Complete(task, annotations);

        var done = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok();

        Assert.That(done.GetProperty("status").GetString(), Is.EqualTo("completed"));
        Assert.That(done.GetProperty("completed_at").GetString(), Does.EndWith("Z"));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(done.GetProperty("response").GetRawText()), JsonNode.Parse(response)), Is.True, done.GetRawText());
    }

    [Test]
    public async Task A_recording_is_as_long_as_its_file_says()
    {
        var (path, body) = CurlLine.Read(TheDocument.AudiotranscriptionCurl);
        var task = (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, path, body)).Ok();
        var job = _scale.Complete(task, """{"transcript":{"transcript":"The avocado.","duration":1}}""");
        var file = new Contracts.Files.StoredFile { FileId = Guid.CreateVersion7(), Name = "a.wav", ContentType = "audio/wav", Size = 1, Media = new() { Duration = 5.106188 } };
        _scale.Jobs.Change(job.JobId, done => done with { Attachments = [new() { Kind = Contracts.Files.AttachmentKind.Audio, File = file }] });

        var response = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok().GetProperty("response");
        Assert.That(response.GetProperty("duration").GetDouble(), Is.EqualTo(5.106188));
    }

    [Test]
    public async Task A_file_that_cannot_be_loaded_is_the_responses_error()
    {
        var (path, body) = CurlLine.Read(TheDocument.AudiotranscriptionCurl);
        var task = (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, path, body)).Ok();
        _scale.Jobs.Change(_scale.JobOf(task).JobId, job => job with { Status = JobStatus.Error, Error = "The audio file cannot be loaded.", FinishedAt = DateTimeOffset.UtcNow });

        var failed = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok();

        Assert.That(failed.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That(failed.GetProperty("response").GetRawText(), Is.EqualTo("""{"error":"The audio file cannot be loaded."}"""));
    }
}
