using System.Net;
using System.Text;
using System.Text.Json;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>The same parameters in every encoding, and values that come back as they went in.</summary>
[TestFixture]
internal sealed class ReadingBodies
{
    private const string Begin = "callback_url=http%3A%2F%2Fa.b%2Fc&instruction=Big+or+small%3F&attachment_type=text&attachment=car";

    private static ScaleApp _scale = null!;

    [OneTimeSetUp]
    public static async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [OneTimeTearDown]
    public static ValueTask StopAsync() => _scale.DisposeAsync();

    [TestCase("categories=big", "categories", "[\"big\"]")]
    [TestCase("categories=big&categories=small", "categories", "[\"big\",\"small\"]")]
    [TestCase("categories[]=big&categories[]=small", "categories", "[\"big\",\"small\"]")]
    [TestCase("categories[0]=big&categories[1]=small", "categories", "[\"big\",\"small\"]")]
    [TestCase("categories%5B%5D=big", "categories", "[\"big\"]")]
    [TestCase("categories=big&allow_multiple=true", "allow_multiple", "true")]
    [TestCase("categories=big&allow_multiple=False", "allow_multiple", "false")]
    [TestCase("categories=big&category_ids[123]=big", "category_ids", "{\"123\":\"big\"}")]
    [TestCase("categories=big&category_ids[0]=big", "category_ids", "{\"0\":\"big\"}")]
    [TestCase("categories=big&category_ids=%7B%22123%22%3A%22big%22%7D", "category_ids", "{\"123\":\"big\"}")]
    [TestCase("categories=큰&note=%ED%95%9C", "note", "\"한\"")]
    [TestCase("categories=big&layout[rows][0]=7&layout[name]=x", "layout", "{\"rows\":{\"0\":\"7\"},\"name\":\"x\"}")]
    [TestCase("categories=big&attachment_id=0012", "attachment_id", "\"0012\"")]
    [TestCase("categories=big&empty=", "empty", "\"\"")]
    public async Task A_form_says_the_same_as_JSON(string more, string name, string value)
    {
        var task = (await _scale.PostFormAsync("/task/categorize", $"{Begin}&{more}")).Ok();
        Assert.That(task.GetProperty("instruction").GetString(), Is.EqualTo("Big or small?"));
        Assert.That(task.GetProperty("params").GetProperty(name).GetRawText(), Is.EqualTo(value));
    }

    [TestCase("metadata[id]=x1&metadata[deep][er]=y", """{"id":"x1","deep":{"er":"y"}}""")]
    [TestCase("metadata=%7B%22n%22%3A1.50%7D", """{"n":1.50}""")]
    public async Task A_forms_metadata_is_an_object(string metadata, string expected) =>
        Assert.That((await _scale.PostFormAsync("/task/categorize", $"{Begin}&categories=x&{metadata}")).Ok().GetProperty("metadata").GetRawText(), Is.EqualTo(expected));

    [Test]
    public async Task Multipart_says_the_same()
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("callback_url", "http://a.b/c"), ("instruction", "I"), ("attachment_type", "text"), ("attachment", "a\nb"), ("categories", "x"), ("categories", "y") })
            body.Add(new StringContent(value), name);
        var parameters = (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, "/task/categorize", body)).Ok().GetProperty("params");
        Assert.That(parameters.GetRawText(), Is.EqualTo("""{"attachment_type":"text","attachment":"a\nb","categories":["x","y"]}"""));
    }

    [Test]
    public async Task A_file_in_multipart_is_refused_by_its_name()
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent([1, 2]), "attachment", "car.png" } };
        Assert.That((await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, "/task/categorize", body)).Refused(400), Does.StartWith("attachment"));
    }

    [Test]
    public async Task JSON_comes_back_as_it_went_in()
    {
        const string odd = """{"big":12345678901234567890.10,"list":[{"a":null}],"text":"\"<é>😀"}""";
        var task = await _scale.CreateAsync(more: $$""","odd":{{odd}},"metadata":{{odd}}""");
        var shown = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok();
        foreach (var json in new[] { shown.GetProperty("params").GetProperty("odd"), shown.GetProperty("metadata") })
        {
            Assert.That(json.GetProperty("big").GetRawText(), Is.EqualTo("12345678901234567890.10"));
            Assert.That(JsonElement.DeepEquals(json, JsonOf.Text(odd)), Is.True, json.GetRawText());
        }
    }

    [Test]
    public async Task JSON_sent_as_a_form_by_curl_is_read_as_JSON() =>
        (await _scale.PostFormAsync("/task/categorize", """{"callback_url":"http://a.b/c","instruction":"I","attachment_type":"text","attachment":"car","categories":["x"]}""")).Ok();

    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("""{"a":1,"a":2}""")]
    [TestCase("""{"instruction":"\u0000"}""")]
    public async Task A_body_that_is_no_JSON_object_is_a_bad_request(string json) => (await _scale.PostAsync("/task/categorize", json)).Refused(400);

    [TestCase("a=1&a[b]=2")]
    [TestCase("a[b]=2&a=1")]
    [TestCase("a=%00")]
    [TestCase("a[1][2][3][4][5][6][7][8][9]=1")]
    public async Task A_form_that_contradicts_itself_is_a_bad_request(string form) => (await _scale.PostFormAsync("/task/categorize", form)).Refused(400);

    [Test]
    public async Task Another_media_type_is_a_bad_request()
    {
        var body = new StringContent("<task/>", Encoding.UTF8, "application/xml");
        (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Post, "/task/categorize", body)).Refused(400);
    }

    [Test]
    public async Task A_request_to_read_may_carry_a_body()
    {
        var task = await _scale.CreateAsync();
        var body = new StringContent("{}", Encoding.UTF8, "application/json");
        (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Get, $"/task/{task.GetProperty("task_id")}", body)).Ok();
        (await ScaleApp.SendAsync(_scale.Live, HttpMethod.Get, "/tasks?status=&type&limit=", new StringContent(""))).Ok();
    }

    [Test]
    public async Task A_body_that_is_too_large_is_refused_in_the_dialects_form()
    {
        var answer = await _scale.PostAsync("/task/categorize", $$"""{"attachment":"{{new string('x', 11 * 1024 * 1024)}}"}""");
        Assert.That(answer.Status, Is.AnyOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest));
        Assert.That(answer.Json.TryGetProperty("status_code", out _), Is.True);
    }
}
