using System.Text.Json.Nodes;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>Every required parameter, enumeration and limit: a 400 that names the parameter.</summary>
[TestFixture]
internal sealed class RefusingParameters
{
    private const string Categorization = """
        {"callback_url":"http://a.b/c","instruction":"I","attachment_type":"image","attachment":"http://a.b/c.png","categories":["x","y"]}
        """;

    private const string Transcription = """
        {"callback_url":"http://a.b/c","instruction":"I","attachment_type":"pdf","attachment":"http://a.b/c.pdf","fields":{"k":"v"}}
        """;

    private const string Phonecall = """
        {"callback_url":"http://a.b/c","instruction":"I","phone_number":"5055006865","script":"S","entity_name":"E"}
        """;

    private const string Comparison = """
        {"callback_url":"http://a.b/c","instruction":"I","attachment_type":"image","attachments":["http://a.b/1.png","http://a.b/2.png"],"choices":["x"]}
        """;

    private const string Annotation = """
        {"callback_url":"http://a.b/c","attachment":"http://a.b/c.png","objects_to_annotate":["x"]}
        """;

    private const string Audio = """{"callback_url":"http://a.b/c","attachment":"http://a.b/c.wav"}""";

    private static ScaleApp _scale = null!;

    [OneTimeSetUp]
    public static async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [OneTimeTearDown]
    public static ValueTask StopAsync() => _scale.DisposeAsync();

    [TestCase("categorize", Categorization)]
    [TestCase("categorization", Categorization)]
    [TestCase("transcription", Transcription)]
    [TestCase("datacollection", """{"callback_url":"http://a.b/c","instruction":"I","attachment_type":"website","attachment":"http://a.b/","fields":{"k":"v"}}""")]
    [TestCase("phonecall", Phonecall)]
    [TestCase("comparison", Comparison)]
    [TestCase("annotation", Annotation)]
    [TestCase("audiotranscription", Audio)]
    public async Task What_the_tables_begin_with_is_right(string type, string json) => (await _scale.PostAsync($"/task/{type}", json)).Ok();

    // Null takes the parameter away.
    [TestCase("categorize", Categorization, "callback_url", null)]
    [TestCase("categorize", Categorization, "callback_url", "\"example.com\"")]
    [TestCase("categorize", Categorization, "callback_url", "\"ftp://a.b/c\"")]
    [TestCase("categorize", Categorization, "callback_url", "7")]
    [TestCase("categorize", Categorization, "instruction", null)]
    [TestCase("categorize", Categorization, "instruction", "\" \"")]
    [TestCase("categorize", Categorization, "instruction", "{}")]
    [TestCase("categorize", Categorization, "attachment_type", null)]
    [TestCase("categorize", Categorization, "attachment_type", "\"picture\"")]
    [TestCase("categorize", Categorization, "attachment", null)]
    [TestCase("categorize", Categorization, "attachment", "\"c.png\"")]
    [TestCase("categorize", Categorization, "attachment", "[]")]
    [TestCase("categorize", Categorization, "categories", null)]
    [TestCase("categorize", Categorization, "categories", "[]")]
    [TestCase("categorize", Categorization, "categories", "[1]")]
    [TestCase("categorize", Categorization, "categories", "[\"x\",\"x\"]")]
    [TestCase("categorize", Categorization, "categories", "[\"\"]")]
    [TestCase("categorize", Categorization, "category_ids", "[\"x\"]")]
    [TestCase("categorize", Categorization, "category_ids", "{\"1\":\"z\"}")]
    [TestCase("categorize", Categorization, "category_ids", "{\"1\":2}")]
    [TestCase("categorize", Categorization, "allow_multiple", "\"maybe\"")]
    [TestCase("categorize", Categorization, "urgency", "\"now\"")]
    [TestCase("categorize", Categorization, "metadata", "\"text\"")]
    [TestCase("categorize", Categorization, "metadata", "[]")]
    [TestCase("categorize", Categorization, "unique_id", "{}")]
    [TestCase("categorize", Categorization, "tags", "[{}]")]
    [TestCase("transcription", Transcription, "instruction", null)]
    [TestCase("transcription", Transcription, "attachment_type", "\"audio\"")]
    [TestCase("transcription", Transcription, "attachment", null)]
    [TestCase("transcription", Transcription, "fields", null)]
    [TestCase("transcription", Transcription, "fields", "{}")]
    [TestCase("transcription", Transcription, "fields", "[\"k\"]")]
    [TestCase("transcription", Transcription, "fields", "{\"k\":1}")]
    [TestCase("datacollection", Transcription, "attachment_type", "\"pdf\"")]
    [TestCase("phonecall", Phonecall, "instruction", null)]
    [TestCase("phonecall", Phonecall, "phone_number", null)]
    [TestCase("phonecall", Phonecall, "phone_number", "\"call me\"")]
    [TestCase("phonecall", Phonecall, "script", null)]
    [TestCase("phonecall", Phonecall, "entity_name", null)]
    [TestCase("phonecall", Phonecall, "choices", "{\"a\":1}")]
    [TestCase("phonecall", Phonecall, "fields", "\"x\"")]
    [TestCase("phonecall", Phonecall, "attachment_type", "\"picture\"")]
    [TestCase("comparison", Comparison, "instruction", null)]
    [TestCase("comparison", Comparison, "attachment_type", null)]
    [TestCase("comparison", Comparison, "attachment_type", "\"gif\"")]
    [TestCase("comparison", Comparison, "attachments", null)]
    [TestCase("comparison", Comparison, "attachments", "[\"here\",\"there\"]")]
    [TestCase("comparison", Comparison, "choices", null)]
    [TestCase("annotation", Annotation, "callback_url", null)]
    [TestCase("annotation", Annotation, "attachment", null)]
    [TestCase("annotation", Annotation, "attachment_type", "\"video\"")]
    [TestCase("annotation", Annotation, "objects_to_annotate", null)]
    [TestCase("annotation", Annotation, "objects_to_annotate", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]")]
    [TestCase("annotation", Annotation, "with_labels", "7")]
    [TestCase("annotation", Annotation, "min_width", "\"wide\"")]
    [TestCase("annotation", Annotation, "examples", "[{\"image\":\"http://a.b/c.png\"}]")]
    [TestCase("annotation", Annotation, "examples", "[{\"correct\":true}]")]
    [TestCase("annotation", Annotation, "examples", "[{\"correct\":true,\"image\":\"c.png\"}]")]
    [TestCase("annotation", Annotation, "examples", "[1]")]
    [TestCase("audiotranscription", Audio, "attachment", null)]
    [TestCase("audiotranscription", Audio, "attachment", "\"some_non_url\"")]
    [TestCase("audiotranscription", Audio, "attachment_type", "\"video\"")]
    [TestCase("audiotranscription", Audio, "verbatim", "\"very\"")]
    public async Task A_wrong_parameter_is_named(string type, string right, string name, string? value)
    {
        var body = JsonNode.Parse(right)!.AsObject();
        if (value is null) body.Remove(name);
        else body[name] = JsonNode.Parse(value);

        Assert.That((await _scale.PostAsync($"/task/{type}", body.ToJsonString())).Refused(400), Does.StartWith(name));
    }

    [Test]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        // Whether callback_url may be left out depends on the account, which is looked at when all else is right.
        var error = (await _scale.PostAsync("/task/categorize", """{"urgency":"soon"}""")).Refused(400);
        foreach (var name in new[] { "instruction", "attachment_type", "attachment", "categories", "urgency" }) Assert.That(error, Does.Contain(name + " "));
    }

    [Test]
    public async Task An_unknown_type_is_not_found() =>
        Assert.That((await _scale.PostAsync("/task/telepathy", "{}")).Refused(404), Does.Contain("telepathy"));

    [Test]
    public async Task Six_objects_may_be_asked_for() =>
        (await _scale.PostAsync("/task/annotation", Annotation.Replace("[\"x\"]", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]", StringComparison.Ordinal))).Ok();
}
