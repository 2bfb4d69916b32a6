namespace Hitl.Forms.Tests.Judging;

/// <summary>Each type but the marks: what fits, and where the fault is of what does not.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class JudgingAnswers
{
    private const string Abc = "\"choices\":[\"a\",\"b\",\"c\"]";
    private const string Call = "\"script\":\"Hi\",\"choices\":[\"yes\",\"no\"],\"fields\":{\"email\":\"?\"},\"required\":true";

    [TestCase("boolean", "", "true")]
    [TestCase("boolean", "", "false")]
    [TestCase("text", "", "\"\"")]
    [TestCase("text", "\"max_length\":2", "\"\U0001F600\U0001F600\"")]
    [TestCase("text", "\"pattern\":\"^[a-z]+$\"", "\"abc\"")]
    [TestCase("text", "\"pattern\":\"b\"", "\"abc\"")]
    [TestCase("long_text", "", "\"a\\nb\"")]
    [TestCase("number", "", "-1.5e3")]
    [TestCase("number", "", "1e300")]
    [TestCase("number", "\"min\":0,\"max\":1", "1.0")]
    [TestCase("number", "\"min\":0.1,\"step\":0.1", "0.3")]
    [TestCase("number", "\"min\":1,\"step\":2", "5")]
    [TestCase("slider", "\"min\":0,\"max\":10,\"step\":2.5", "7.5")]
    [TestCase("rating", "", "5")]
    [TestCase("likert", "\"size\":7", "1")]
    [TestCase("choice", Abc, "\"b\"")]
    [TestCase("choices", Abc, "[]")]
    [TestCase("choices", Abc, "[\"c\",\"a\"]")]
    [TestCase("choices", Abc + ",\"required\":true,\"min_chosen\":0", "[]")]
    [TestCase("ranking", Abc, "[\"c\",\"a\",\"b\"]")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\",\"top result\":\"?\"}", "{\"title\":\"x\"}")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\"},\"required\":true", "{\"title\":\"\"}")]
    [TestCase("transcript", "", "{\"transcript\":\"\"}")]
    [TestCase("transcript", "", "{\"transcript\":\"Hm, yes.\",\"duration\":5.1}")]
    [TestCase("transcript", "", "{\"error\":\"The audio file cannot be loaded.\",\"transcript\":\"Part\"}")]
    [TestCase("comparison", Abc, "{\"choice\":\"a\"}")]
    [TestCase("comparison", "\"fields\":{\"x\":\"?\"}", "{}")]
    [TestCase("comparison", Abc + ",\"fields\":{\"x\":\"?\"},\"required\":true", "{\"choice\":\"a\",\"fields\":{\"x\":\"y\"}}")]
    [TestCase("call", Call, "{\"outcome\":\"no_pickup\"}")]
    [TestCase("call", Call, "{\"outcome\":\"hung_up\"}")]
    [TestCase("call", Call, "{\"outcome\":\"hung_up\",\"choice\":\"no\",\"fields\":{}}")]
    [TestCase("call", Call, "{\"outcome\":\"success\",\"choice\":\"yes\",\"fields\":{\"email\":\"a@b.co\"}}")]
    [TestCase("date", "", "\"2028-02-29\"")]
    [TestCase("url", "", "\"https://example.com/a?b=c#d\"")]
    [TestCase("email", "", "\"ada.l+x@mail.example.com\"")]
    [TestCase("json", "", "null")]
    [TestCase("json", "", "{\"deep\":[1,{\"a\":1e400}]}")]
    [TestCase("content_display", "\"editable\":true", "\"Revised content...\"")]
    public void An_answer_of_the_right_kind_fits(string type, string options, string answer) =>
        Assert.That(Forms.OfOne(type, options).Judge(Forms.Json($$"""{"f":{{answer}}}"""), Material.None), Is.Empty);

    [TestCase("boolean", "", "\"true\"", "")]
    [TestCase("boolean", "", "1", "")]
    [TestCase("boolean", "", "null", "")]
    [TestCase("text", "", "7", "")]
    [TestCase("text", "", "\"\\ud800\"", "")]
    [TestCase("text", "\"max_length\":1", "\"\U0001F600\U0001F600\"", "")]
    [TestCase("text", "\"min_length\":2", "\"\U0001F600\"", "")]
    [TestCase("text", "\"required\":true", "\" \"", "")]
    [TestCase("text", "\"pattern\":\"^[a-z]+$\"", "\"ABC\"", "")]
    [TestCase("number", "", "\"1\"", "")]
    [TestCase("number", "", "1e400", "")]
    [TestCase("number", "\"max\":5", "1e300", "")]
    [TestCase("number", "\"min\":-5", "-1e300", "")]
    [TestCase("number", "\"step\":1", "1e300", "")]
    [TestCase("number", "\"min\":0", "-0.0001", "")]
    [TestCase("number", "\"min\":0.1,\"step\":0.1", "0.35", "")]
    [TestCase("number", "\"min\":1,\"step\":2", "4", "")]
    [TestCase("slider", "\"min\":0,\"max\":10", "10.5", "")]
    [TestCase("rating", "", "0", "")]
    [TestCase("rating", "", "6", "")]
    [TestCase("rating", "", "3.5", "")]
    [TestCase("rating", "", "\"3\"", "")]
    [TestCase("choice", Abc, "\"d\"", "")]
    [TestCase("choice", Abc, "\"A\"", "")]
    [TestCase("choice", Abc, "[\"a\"]", "")]
    [TestCase("choices", Abc, "\"a\"", "")]
    [TestCase("choices", Abc, "[\"a\",\"a\"]", "[1]")]
    [TestCase("choices", Abc, "[\"a\",7]", "[1]")]
    [TestCase("choices", Abc + ",\"required\":true", "[]", "")]
    [TestCase("choices", Abc + ",\"min_chosen\":2", "[\"a\"]", "")]
    [TestCase("choices", Abc + ",\"max_chosen\":1", "[\"a\",\"b\"]", "")]
    [TestCase("ranking", Abc, "[\"a\",\"b\"]", "")]
    [TestCase("ranking", Abc, "[\"a\",\"b\",\"b\"]", "[2]")]
    [TestCase("ranking", Abc, "[\"a\",\"b\",\"d\"]", "[2]")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\"}", "\"x\"", "")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\"}", "{\"name\":\"x\"}", ".name")]
    [TestCase("fields", "\"fields\":{\"title\":\"?\"}", "{\"title\":7}", ".title")]
    [TestCase("fields", "\"fields\":{\"top result\":\"?\"},\"required\":true", "{}", "[\"top result\"]")]
    [TestCase("transcript", "", "{}", ".transcript")]
    [TestCase("transcript", "", "\"x\"", "")]
    [TestCase("transcript", "", "{\"transcript\":1}", ".transcript")]
    [TestCase("transcript", "", "{\"transcript\":\"x\",\"duration\":-1}", ".duration")]
    [TestCase("transcript", "", "{\"error\":\"\"}", ".error")]
    [TestCase("transcript", "", "{\"transcript\":\"x\",\"words\":1}", ".words")]
    [TestCase("comparison", Abc, "{}", ".choice")]
    [TestCase("comparison", Abc, "{\"choice\":\"d\"}", ".choice")]
    [TestCase("comparison", Abc, "{\"choice\":\"a\",\"fields\":{\"x\":\"y\"}}", ".fields.x")]
    [TestCase("comparison", "\"fields\":{\"x\":\"?\"}", "{\"choice\":\"a\"}", ".choice")]
    [TestCase("comparison", "\"fields\":{\"x\":\"?\"},\"required\":true", "{}", ".fields")]
    [TestCase("call", Call, "{}", ".outcome")]
    [TestCase("call", Call, "{\"outcome\":\"busy\"}", ".outcome")]
    [TestCase("call", Call, "{\"outcome\":\"no_pickup\",\"choice\":\"yes\"}", ".choice")]
    [TestCase("call", Call, "{\"outcome\":\"no_pickup\",\"fields\":{\"email\":\"x\"}}", ".fields")]
    [TestCase("call", Call, "{\"outcome\":\"hung_up\",\"choice\":\"maybe\"}", ".choice")]
    [TestCase("call", Call, "{\"outcome\":\"success\",\"fields\":{\"email\":\"x\"}}", ".choice")]
    [TestCase("call", Call, "{\"outcome\":\"success\",\"choice\":\"yes\"}", ".fields")]
    [TestCase("call", Call, "{\"outcome\":\"success\",\"choice\":\"yes\",\"fields\":{}}", ".fields.email")]
    [TestCase("date", "", "\"2026-02-29\"", "")]
    [TestCase("date", "", "\"29.02.2028\"", "")]
    [TestCase("date", "", "\"2026-01-01T00:00:00Z\"", "")]
    [TestCase("url", "", "\"javascript:alert(1)\"", "")]
    [TestCase("url", "", "\"https://\"", "")]
    [TestCase("url", "", "\"example.com\"", "")]
    [TestCase("email", "", "\"ada\"", "")]
    [TestCase("email", "", "\"ada@localhost\"", "")]
    [TestCase("email", "", "\"ada@example.com\\n\"", "")]
    [TestCase("content_display", "", "\"edited\"", "")]
    [TestCase("content_display", "\"editable\":true,\"required\":true", "\"\"", "")]
    public void An_answer_of_another_kind_is_refused_where_it_is_wrong(string type, string options, string answer, string place) =>
        Assert.That(Forms.Blamed(Forms.OfOne(type, options), answer), Is.EqualTo(new[] { "annotations.f" + place }));

    [Test]
    public void A_required_field_must_be_answered_and_strangers_are_refused()
    {
        var form = Forms.Of("""{"type":"boolean","name":"a","required":true}""", """{"type":"boolean","name":"b"}""");

        var faults = form.Judge(Forms.Json("""{"c":1,"the end":2}"""), Material.None);

        Assert.That(faults.Select(fault => fault.Path), Is.EqualTo(new[] { "annotations.c", "annotations[\"the end\"]", "annotations.a" }));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"x\"")]
    public void An_answer_is_an_object(string answer) =>
        Assert.That(Forms.OfOne("boolean").Judge(Forms.Json(answer), Material.None, "default_annotations").Single().Path, Is.EqualTo("default_annotations"));

    [Test]
    public void The_duration_of_a_transcript_is_the_recordings()
    {
        var material = new Material { Attachments = [new MaterialItem(MaterialKind.Audio) { Duration = 5.106 }] };
        var form = Forms.OfOne("transcript");

        Assert.That(Forms.Blamed(form, """{"transcript":"x","duration":5.1}""", material), Is.Empty);
        Assert.That(Forms.Blamed(form, """{"transcript":"x","duration":9}""", material), Is.EqualTo(new[] { "annotations.f.duration" }));
    }
}
