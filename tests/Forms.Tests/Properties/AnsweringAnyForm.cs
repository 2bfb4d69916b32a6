using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;

namespace Hitl.Forms.Tests.Properties;

[Parallelizable(ParallelScope.All)]
internal sealed class AnsweringAnyForm
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true);

    [Test]
    public void A_sample_answer_always_fits() => Prop.ForAll(AnyForm.Whatever, any =>
    {
        for (var variant = 0; variant < 3; variant++)
        {
            var answer = SampleAnswers.Of(any.Form, any.Material, any.Seed, variant);
            Assert.That(any.Form.Judge(answer, any.Material), Is.Empty, $"{any}: {answer}");
        }
    }).Check(Often);

    [Test]
    public void A_sample_answer_is_always_the_same_and_another_variant_is_another() => Prop.ForAll(AnyForm.Whatever, any =>
    {
        var first = SampleAnswers.Of(any.Form, any.Material, any.Seed).GetRawText();

        Assert.That(SampleAnswers.Of(any.Form, any.Material, any.Seed).GetRawText(), Is.EqualTo(first));
        if (any.Form.Fields[0] is Fields.BooleanField or Fields.ChoiceField or Fields.RatingField)
            Assert.That(SampleAnswers.Of(any.Form, any.Material, any.Seed, 1).GetRawText(), Is.Not.EqualTo(first));
    }).Check(Often);

    [Test]
    public void A_form_is_read_back_as_it_was_written() => Prop.ForAll(AnyForm.Whatever, any =>
    {
        var written = any.Form.ToJson();
        var reading = Form.Read(written);

        Assert.That(reading.Faults, Is.Empty);
        Assert.That(reading.Form!.ToJson().GetRawText(), Is.EqualTo(written.GetRawText()));
    }).Check(Often);

    [Test]
    public void What_the_judge_accepts_the_schema_accepts() => Prop.ForAll(AnyForm.Whatever, any =>
    {
        var schema = SchemaOf(any.Form);
        foreach (var answer in AnswersTo(any))
        {
            if (any.Form.Judge(answer, any.Material).Count == 0) Assert.That(Refusals(schema, answer), Is.Empty, $"{any}: {answer}");
        }
    }).Check(Often);

    [Test]
    public void Where_a_schema_can_say_everything_the_two_agree() => Prop.ForAll(AnyForm.Sayable, any =>
    {
        var schema = SchemaOf(any.Form);
        foreach (var answer in AnswersTo(any))
        {
            var faults = any.Form.Judge(answer, any.Material);
            var refusals = Refusals(schema, answer);
            Assert.That(faults.Count == 0, Is.EqualTo(refusals.Length == 0),
                $"{any}: {answer}: judge: {string.Join(' ', faults)}; schema: {string.Join(' ', refusals)}");
        }
    }).Check(Often);

    private static IEnumerable<JsonElement> AnswersTo(AnyForm any)
    {
        var fitting = SampleAnswers.Of(any.Form, any.Material, any.Seed);
        return [fitting, .. Enumerable.Range(0, 8).Select(step => Mutation.Of(fitting, any.Seed / 2 + step))];
    }

    private static JsonSchema SchemaOf(Form form) => JsonSchema.FromJsonAsync(form.ToJsonSchema().GetRawText()).GetAwaiter().GetResult();

    private static string[] Refusals(JsonSchema schema, JsonElement answer) =>
        [.. schema.Validate(answer.GetRawText()).Select(error => error.ToString())];
}
