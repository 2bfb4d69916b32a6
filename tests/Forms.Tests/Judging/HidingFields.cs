namespace Hitl.Forms.Tests.Judging;

[Parallelizable(ParallelScope.All)]
internal sealed class HidingFields
{
    private static readonly Form Form = Forms.Of(
        """{"type":"boolean","name":"approved","required":true}""",
        """{"type":"choices","name":"faults","choices":["dark","blurred","other"],"required":true,"visible_if":{"field":"approved","equals":false}}""",
        """{"type":"text","name":"other","required":true,"visible_if":{"field":"faults","equals":"other"}}""",
        """{"type":"rating","name":"stars"}""",
        """{"type":"long_text","name":"praise","visible_if":{"field":"stars","one_of":[4,5]}}""");

    [TestCase("""{"approved":true}""", "")]
    [TestCase("""{"approved":false,"faults":["dark"]}""", "")]
    [TestCase("""{"approved":false,"faults":["dark","other"],"other":"Upside down"}""", "")]
    [TestCase("""{"approved":true,"stars":5,"praise":"Lovely"}""", "")]
    [TestCase("""{"approved":false}""", "annotations.faults")]
    [TestCase("""{"approved":false,"faults":["other"]}""", "annotations.other")]
    [TestCase("""{"approved":true,"faults":["dark"]}""", "annotations.faults")]
    [TestCase("""{"approved":false,"faults":["dark"],"other":"x"}""", "annotations.other")]
    [TestCase("""{"approved":true,"stars":3,"praise":"Lovely"}""", "annotations.praise")]
    [TestCase("""{"approved":true,"praise":"Lovely"}""", "annotations.praise")]
    public void A_hidden_field_is_neither_required_nor_answered(string answer, string place) =>
        Assert.That(Form.Judge(Forms.Json(answer), Material.None).Select(fault => fault.Path), Is.EqualTo(place.Length == 0 ? Array.Empty<string>() : [place]));

    [Test]
    public void What_waits_for_a_hidden_field_is_hidden_too()
    {
        var faults = Form.Judge(Forms.Json("""{"approved":true,"faults":["other"],"other":"x"}"""), Material.None);

        Assert.That(faults.Select(fault => fault.Path), Is.EqualTo(new[] { "annotations.faults", "annotations.other" }));
        Assert.That(faults[0].Message, Does.Contain("approved is false"));
    }

    [Test]
    public void The_visible_fields_of_a_draft_are_known()
    {
        Assert.That(Visible("""{}"""), Is.EqualTo("approved stars"));
        Assert.That(Visible("""{"approved":false,"faults":["other"],"stars":4.0}"""), Is.EqualTo("approved faults other stars praise"));
        Assert.That(Visible("""[]"""), Is.EqualTo("approved stars"));

        string Visible(string draft) => string.Join(' ', Form.VisibleFields(Forms.Json(draft)).Select(field => field.Name));
    }
}
