using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hitl.Projects.Tests.Api;

/// <summary>Each type of field, made and judged through the API.</summary>
internal sealed class TryingAnswers
{
    private const string Abc = "\"choices\":[\"a\",\"b\"]";

    private static ProjectsApp App => Shared.App;

    [TestCase("content_display", "\"editable\":true", "\"Better\"", "7", "")]
    [TestCase("boolean", "", "true", "\"true\"", "")]
    [TestCase("text", "\"max_length\":5", "\"short\"", "\"longer\"", "")]
    [TestCase("long_text", "", "\"a\"", "[]", "")]
    [TestCase("number", "\"step\":0.5", "1.5", "1.4", "")]
    [TestCase("slider", "\"min\":0,\"max\":10", "10", "11", "")]
    [TestCase("rating", "", "5", "6", "")]
    [TestCase("likert", "\"size\":7", "7", "0", "")]
    [TestCase("choice", Abc, "\"a\"", "\"c\"", "")]
    [TestCase("choices", Abc, "[\"b\",\"a\"]", "[\"b\",\"b\"]", "[1]")]
    [TestCase("ranking", Abc, "[\"b\",\"a\"]", "[\"b\"]", "")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\"}", "{\"title\":\"x\"}", "{\"name\":\"x\"}", ".name")]
    [TestCase("spans", "\"labels\":[\"who\"]", "[{\"start\":2,\"end\":5,\"text\":\"Ada\",\"label\":\"who\"}]", "[{\"start\":1,\"end\":4,\"text\":\"Ada\",\"label\":\"who\"}]", "[0].text")]
    [TestCase("boxes", "\"min_size\":5", "[{\"left\":0,\"top\":0,\"width\":5,\"height\":5}]", "[{\"left\":0,\"top\":0,\"width\":4,\"height\":5}]", "[0].width")]
    [TestCase("polygons", "", "[{\"points\":[[0,0],[1,0],[1,1]]}]", "[{\"points\":[[0,0],[1,0]]}]", "[0].points")]
    [TestCase("lines", "", "[{\"points\":[[0,0],[1,0]]}]", "[{\"points\":[[0,0]]}]", "[0].points")]
    [TestCase("points", "", "[{\"points\":[[0,0]]}]", "[{\"points\":[[0]]}]", "[0].points[0]")]
    [TestCase("transcript", "", "{\"transcript\":\"Hm\",\"duration\":1}", "{}", ".transcript")]
    [TestCase("segments", "", "[{\"start\":0,\"end\":1.5}]", "[{\"start\":2,\"end\":1}]", "[0].end")]
    [TestCase("comparison", Abc, "{\"choice\":\"a\"}", "{\"choice\":\"c\"}", ".choice")]
    [TestCase("call", "\"script\":\"Hi\"", "{\"outcome\":\"hung_up\"}", "{\"outcome\":\"busy\"}", ".outcome")]
    [TestCase("date", "", "\"2028-02-29\"", "\"2026-02-29\"", "")]
    [TestCase("url", "", "\"https://example.com\"", "\"example\"", "")]
    [TestCase("email", "", "\"a@example.com\"", "\"a\"", "")]
    [TestCase("json", "", "[1]", null, "")]
    public async Task An_answer_is_judged_by_the_template(string type, string options, string right, string? wrong, string place)
    {
        var account = await App.GivenAccountAsync();
        var template = await App.GivenTemplateAsync(account, $$"""[{"type":"{{type}}","name":"f"{{(options.Length > 0 ? "," + options : "")}}}]""");

        var fits = await JudgeAsync(account, template, right);
        Assert.That(fits.GetRawText(), Is.EqualTo("""{"fits":true,"errors":{}}"""));
        if (wrong is null) return;

        var refused = await JudgeAsync(account, template, wrong);
        Assert.That(refused.GetProperty("fits").GetBoolean(), Is.False);
        Assert.That(refused.GetProperty("errors").NamesOf(), Is.EqualTo(new[] { "annotations.f" + place }));
    }

    [Test]
    public async Task The_schema_is_that_of_the_answers()
    {
        var account = await App.GivenAccountAsync();
        var template = await App.GivenTemplateAsync(account, """[{"type":"rating","name":"stars","required":true}]""");

        var schema = await (await App.ClientOf(account).GetAsync($"/v1/account/templates/{template}/schema")).ReadAsync(HttpStatusCode.OK);

        Assert.That(schema.GetRawText(), Is.EqualTo(
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"stars":{"type":"integer","minimum":1,"maximum":5}},"required":["stars"],"additionalProperties":false}"""));
    }

    [Test]
    public async Task Something_to_judge_is_required()
    {
        var account = await App.GivenAccountAsync();
        var template = await App.GivenTemplateAsync(account);

        await (await App.ClientOf(account).PostAsJsonAsync($"/v1/account/templates/{template}/judge", new { }))
            .ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "annotations");
    }

    private static async Task<JsonElement> JudgeAsync(Guid account, Guid template, string answer)
    {
        // An emoji before the name: places are counted in code points.
        var body = $$$"""{"annotations":{"f":{{{answer}}}},"content":{"text":"😀 Ada"}}""";
        var response = await App.ClientOf(account).PostAsync($"/v1/account/templates/{template}/judge", new StringContent(body, null, "application/json"));
        return await response.ReadAsync(HttpStatusCode.OK);
    }
}
