using Hitl.Forms;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>Whole answers to whole forms.</summary>
internal sealed class MergingForms
{
    private static readonly Form Everything = Read("""
        {"fields":[
          {"type":"boolean","name":"seen","required":true},
          {"type":"choice","name":"kind","choices":["cat","dog"],"visible_if":{"field":"seen","equals":true},"required":true},
          {"type":"choices","name":"traits","choices":["a","b","c","d"],"min_chosen":1,"max_chosen":2,"required":true},
          {"type":"ranking","name":"order","choices":["x","y","z"]},
          {"type":"number","name":"count","min":0,"max":9,"step":1},
          {"type":"text","name":"note","min_length":2,"pattern":"^[a-z]"},
          {"type":"spans","name":"names","labels":["who"],"max":3},
          {"type":"boxes","name":"boxes","labels":["cat","dog"],"max":2,"min_size":4},
          {"type":"rating","name":"stars","size":5}]}
        """);

    private static readonly Material Shown = new()
    {
        Content = Kind.Json("""{"text":"Ann met Bob in Seoul, and Cho went to Busan with Dan."}"""),
        Files = [new MaterialItem(MaterialKind.Image) { Width = 200, Height = 100 }],
    };

    [Test]
    public void What_answers_that_fit_come_to_fits_too([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var answers = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => SampleAnswers.Of(Everything, Shown, random.Next())).ToList();

        var merged = AnswerMerge.Merge(Everything, Shown, answers, iou: 0.5);

        Assert.That(Everything.Judge(merged.Annotations, Shown), Is.Empty);
        Assert.That(merged.Agreement, Is.InRange(0, 1));
        Assert.That(merged.Fields.Keys, Is.EquivalentTo(Everything.VisibleFields(merged.Annotations).Select(field => field.Name)));
        var turned = AnswerMerge.Merge(Everything, Shown, [.. Enumerable.Reverse(answers)], iou: 0.5);
        Assert.That(turned.Annotations.GetRawText(), Is.EqualTo(merged.Annotations.GetRawText()));
    }

    [Test]
    public void The_same_answer_of_all_is_the_result_in_full_agreement([Range(1, 20)] int seed)
    {
        var answer = SampleAnswers.Of(Everything, Shown, seed);

        var merged = AnswerMerge.Merge(Everything, Shown, [answer, answer, answer], iou: 0.5);

        Assert.That(merged.Agreement, Is.EqualTo(1));
        Assert.That(merged.Fields.Values.Select(field => field.Support), Is.All.EqualTo(3));
    }

    [Test]
    public void Who_was_not_asked_does_not_count()
    {
        var form = Read("""
            {"fields":[{"type":"boolean","name":"seen","required":true},
                       {"type":"text","name":"what","visible_if":{"field":"seen","equals":true},"required":true}]}
            """);

        var merged = Merge(form, """{"seen":true,"what":"a cat"}""", """{"seen":true,"what":"A cat "}""", """{"seen":false}""");

        Assert.That(merged.Fields["what"], Is.EqualTo(merged.Fields["what"] with { Agreement = 1, Support = 2, Of = 2 }));
        Assert.That(merged.Agreement, Is.EqualTo(2.0 / 3).Within(1e-9), "of the field on which they agree least");
    }

    [Test]
    public void A_field_that_the_result_does_not_ask_has_no_value()
    {
        var form = Read("""
            {"fields":[{"type":"boolean","name":"seen","required":true},
                       {"type":"text","name":"what","visible_if":{"field":"seen","equals":true},"required":true}]}
            """);

        var merged = Merge(form, """{"seen":true,"what":"a cat"}""", """{"seen":false}""", """{"seen":false}""");

        Assert.That(merged.Annotations.GetRawText(), Is.EqualTo("""{"seen":false}"""));
        Assert.That(merged.Fields.Keys, Is.EqualTo(new[] { "seen" }));
    }

    [Test]
    public void Without_a_form_only_whole_answers_are_the_same()
    {
        var merged = Merge(null, """{"a":1,"b":2}""", """{"b":2.0,"a":1}""", """{"a":1,"b":3}""");

        Assert.That(merged.Annotations.GetRawText(), Is.EqualTo("""{"a":1,"b":2}"""));
        Assert.That(merged.Fields["a"].Support, Is.EqualTo(2));
        Assert.That(merged.Agreement, Is.EqualTo(2.0 / 3).Within(1e-9));
    }

    private static MergedAnswer Merge(Form? form, params string[] answers) =>
        AnswerMerge.Merge(form, Material.None, [.. answers.Select(Kind.Json)], iou: 0.5);

    private static Form Read(string form) => Form.Read(Kind.Json(form)) is { Form: { } read } ? read : throw new InvalidOperationException("It is no form.");
}
