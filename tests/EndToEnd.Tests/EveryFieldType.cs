using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>Every type of field of docs/templates.md: asked by a template, refused with its path, answered, and given to the client as it was answered.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EveryFieldType
{
    private const string Text = "😀 Ada met 홍길동.";

    /// <summary>The type and its options, an answer that fits, one that does not, and where it is wrong.</summary>
    private static readonly object[][] Types =
    [
        ["content_display", """ "source":"text","editable":true """, "\"edited\"", "1", "annotations.f"],
        ["boolean", "", "true", "\"yes\"", "annotations.f"],
        ["text", """ "max_length":3 """, "\"한국어\"", "\"four\"", "annotations.f"],
        ["long_text", """ "pattern":"^a" """, "\"abc\"", "\"bc\"", "annotations.f"],
        ["number", """ "min":0,"step":0.5 """, "12.5", "12.25", "annotations.f"],
        ["slider", """ "min":0,"max":100 """, "50", "101", "annotations.f"],
        ["rating", "", "4", "6", "annotations.f"],
        ["likert", """ "size":7 """, "7", "0", "annotations.f"],
        ["choice", """ "choices":["cat","dog"] """, "\"cat\"", "\"cow\"", "annotations.f"],
        ["choices", """ "choices":["old","big"],"max_chosen":1 """, """["old"]""", """["old","big"]""", "annotations.f"],
        ["ranking", """ "choices":["a","b"] """, """["b","a"]""", """["b"]""", "annotations.f"],
        ["fields", """ "fields":{"title":"The title"} """, """{"title":"Some"}""", """{"tittle":"Some"}""", "annotations.f.tittle"],
        ["spans", """ "source":"text","labels":["person"] """, """[{"start":2,"end":5,"label":"person","text":"Ada"}]""", """[{"start":3,"end":6,"label":"person","text":"Ada"}]""", "annotations.f[0].text"],
        ["boxes", """ "labels":["cow"] """, """[{"left":0,"top":0,"width":1,"height":1,"label":"cow"}]""", """[{"left":0,"top":0,"width":2,"height":1,"label":"cow"}]""", "annotations.f[0]"],
        ["polygons", "", """[{"points":[[0,0],[1,0],[1,1]]}]""", """[{"points":[[0,0],[1,0]]}]""", "annotations.f[0].points"],
        ["lines", "", """[{"points":[[0,0],[1,1]]}]""", """[{"points":[[0,0],[5,1]]}]""", "annotations.f[0].points[1]"],
        ["points", "", """[{"points":[[1,1]]}]""", """[{"points":[[1,1],[0,0]]}]""", "annotations.f[0].points"],
        ["transcript", "", """{"transcript":"Hello.","duration":1}""", """{"duration":1}""", "annotations.f"],
        ["segments", """ "labels":["she"] """, """[{"start":0,"end":0.5,"label":"she","text":"Hi"}]""", """[{"start":0.5,"end":0.2,"label":"she","text":"Hi"}]""", "annotations.f[0]"],
        ["comparison", """ "choices":["same","other"] """, """{"choice":"same"}""", """{"choice":"none"}""", "annotations.f.choice"],
        ["call", """ "script":"Hello {{name}}","choices":["happy"] """, """{"outcome":"success","choice":"happy"}""", """{"outcome":"engaged"}""", "annotations.f.outcome"],
        ["date", "", "\"2026-07-31\"", "\"2026-02-30\"", "annotations.f"],
        ["url", "", "\"https://example.com/\"", "\"ftp://example.com/\"", "annotations.f"],
        ["email", "", "\"ada@example.com\"", "\"ada\"", "annotations.f"],
        ["json", "", """{"a":[1.10,null]}""", "", ""],
    ];

    [TestCaseSource(nameof(Types))]
    public async Task Is_asked_judged_and_given_to_the_client(string type, string options, string right, string wrong, string path)
    {
        using var customer = await Admin.CreateAccountAsync();
        var fields = $$"""[{"type":"{{type}}","name":"f","required":true{{(options.Length > 0 ? "," + options : "")}}}]""";
        var template = (await customer.Http.PostAnswerAsync("/v1/account/templates", $$"""{"name":"{{type}}","fields":{{fields}}}""")).Expect(201).Json;
        var project = await customer.CreateActiveProjectAsync(Admin, Site, new { template_id = template.GetProperty("id").GetString() });
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        await annotator.WaitForProjectAsync(project);
        var job = await customer.CreateJobAsync(new
        {
            project_id = project,
            content = new { text = Text },
            file_urls = new[] { Site.FileUrl($"{type}.png") },
            attachments = new[] { new { type = "audio", url = Site.FileUrl("tone.wav") } },
        });

        var assignment = await annotator.WaitForNextAsync(project);
        Assert.That(assignment.Json.GetProperty("template").GetProperty("fields")[0].GetProperty("type").GetString(), Is.EqualTo(type));
        var version = assignment.Version;
        if (wrong.Length > 0)
        {
            var refused = (await SubmitAsync(assignment, version, wrong)).Expect(422);
            Assert.That(refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name), Has.Some.StartsWith(path), refused.Text);
            version = refused.Json.GetProperty("version").GetInt64();
        }

        (await SubmitAsync(assignment, version, right)).Expect(200);

        var done = await customer.WaitForAsync(project, job, "done");
        Assert.That(done.GetProperty("annotations").GetProperty("f").GetRawText(), Is.EqualTo(right));
    }

    private static Task<Answer> SubmitAsync(Assignment assignment, long version, string answer) =>
        assignment.PostAsync("submit", $$$"""{"version":{{{version}}},"annotations":{"f":{{{answer}}}}}""");
}
