using System.Text.Json;

namespace Hitl.Forms.Tests.Reading;

[Parallelizable(ParallelScope.All)]
internal sealed class ReadingForms
{
    [TestCase("""{"type":"colour","name":"a"}""", "fields[0].type")]
    [TestCase("""{"name":"a"}""", "fields[0].type")]
    [TestCase("""{"type":"boolean"}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":""}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":"a b"}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":"a.b"}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":"__proto__"}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":7}""", "fields[0].name")]
    [TestCase("""{"type":"boolean","name":"a","hotkeys":"x"}""", "fields[0].hotkeys")]
    [TestCase("""{"type":"boolean","name":"a","hotkey":"Ctrl+X"}""", "fields[0].hotkey")]
    [TestCase("""{"type":"boolean","name":"a","label":" "}""", "fields[0].label")]
    [TestCase("""{"type":"boolean","name":"a","required":"yes"}""", "fields[0].required")]
    [TestCase("""{"type":"boolean","name":"a","choices":["x"]}""", "fields[0].choices")]
    [TestCase("""{"type":"content_display","name":"a","source":"files["}""", "fields[0].source")]
    [TestCase("""{"type":"content_display","name":"a","source":"a..b"}""", "fields[0].source")]
    [TestCase("""{"type":"content_display","name":"a","format":"html"}""", "fields[0].format")]
    [TestCase("""{"type":"text","name":"a","min_length":5,"max_length":4}""", "fields[0].max_length")]
    [TestCase("""{"type":"text","name":"a","min_length":-1}""", "fields[0].min_length")]
    [TestCase("""{"type":"text","name":"a","max_length":2.5}""", "fields[0].max_length")]
    [TestCase("""{"type":"text","name":"a","pattern":"("}""", "fields[0].pattern")]
    [TestCase("""{"type":"text","name":"a","pattern":"(a)\\1"}""", "fields[0].pattern")]
    [TestCase("""{"type":"text","name":"a","pattern":"(?=a)b"}""", "fields[0].pattern")]
    [TestCase("""{"type":"text","name":"a","pattern":"((a{100}){100}){100}"}""", "fields[0].pattern")]
    [TestCase("""{"type":"text","name":"a","pattern":"^\\p{Lu}$"}""", "fields[0].example")]
    [TestCase("""{"type":"text","name":"a","pattern":"^a$","example":"b"}""", "fields[0].example")]
    [TestCase("""{"type":"number","name":"a","min":2,"max":1}""", "fields[0].max")]
    [TestCase("""{"type":"number","name":"a","step":0}""", "fields[0].step")]
    [TestCase("""{"type":"number","name":"a","max":1e400}""", "fields[0].max")]
    [TestCase("""{"type":"slider","name":"a","min":1}""", "fields[0].max")]
    [TestCase("""{"type":"rating","name":"a","size":1}""", "fields[0].size")]
    [TestCase("""{"type":"likert","name":"a","size":101}""", "fields[0].size")]
    [TestCase("""{"type":"choice","name":"a"}""", "fields[0].choices")]
    [TestCase("""{"type":"choice","name":"a","choices":[]}""", "fields[0].choices")]
    [TestCase("""{"type":"choice","name":"a","choices":["x","x"]}""", "fields[0].choices[1]")]
    [TestCase("""{"type":"choice","name":"a","choices":[{"label":"X"}]}""", "fields[0].choices[0].value")]
    [TestCase("""{"type":"choice","name":"a","choices":[{"value":"x","color":"red"}]}""", "fields[0].choices[0].color")]
    [TestCase("""{"type":"choice","name":"a","choices":[{"value":"x","colour":"url(javascript:alert(1))"}]}""", "fields[0].choices[0].colour")]
    [TestCase("""{"type":"choice","name":"a","choices":[{"value":"x","key":"1"},{"value":"y","key":"1"}]}""", "fields[0].choices[1].key")]
    [TestCase("""{"type":"choice","name":"a","choices":[7]}""", "fields[0].choices[0]")]
    [TestCase("""{"type":"choice","name":"a","choices":["x"],"ids":{"1":"y"}}""", "fields[0].ids.1")]
    [TestCase("""{"type":"choice","name":"a","choices":["x"],"ids":{"1":"x","2":"x"}}""", "fields[0].ids.2")]
    [TestCase("""{"type":"choices","name":"a","choices":["x","y"],"min_chosen":3}""", "fields[0].min_chosen")]
    [TestCase("""{"type":"choices","name":"a","choices":["x","y"],"min_chosen":2,"max_chosen":1}""", "fields[0].max_chosen")]
    [TestCase("""{"type":"ranking","name":"a","choices":["x"]}""", "fields[0].choices")]
    [TestCase("""{"type":"fields","name":"a"}""", "fields[0].fields")]
    [TestCase("""{"type":"fields","name":"a","fields":{}}""", "fields[0].fields")]
    [TestCase("""{"type":"fields","name":"a","fields":{"x":1}}""", "fields[0].fields.x")]
    [TestCase("""{"type":"fields","name":"a","fields":{"a b":1}}""", "fields[0].fields[\"a b\"]")]
    [TestCase("""{"type":"boxes","name":"a","min_size":-1}""", "fields[0].min_size")]
    [TestCase("""{"type":"boxes","name":"a","min_size":{"width":1}}""", "fields[0].min_size")]
    [TestCase("""{"type":"boxes","name":"a","max":0}""", "fields[0].max")]
    [TestCase("""{"type":"comparison","name":"a"}""", "fields[0].choices")]
    [TestCase("""{"type":"comparison","name":"a","choices":["x"],"sources":["files[0]"]}""", "fields[0].sources")]
    [TestCase("""{"type":"call","name":"a"}""", "fields[0].script")]
    [TestCase("7", "fields[0]")]
    public void A_wrong_field_is_named_by_its_path(string field, string path) =>
        Assert.That(Forms.FaultsOf($"[{field}]").Select(fault => fault.Path), Is.EqualTo(new[] { path }));

    [TestCase("""{}""")]
    [TestCase("""{"fields":[]}""")]
    [TestCase("""{"fields":{}}""")]
    [TestCase("""{"fields":null}""")]
    [TestCase("""[]""")]
    public void A_form_has_fields(string form) => Assert.That(Form.Read(Forms.Json(form)).Faults.Single().Path, Is.EqualTo("fields"));

    [Test]
    public void All_faults_are_told_at_once()
    {
        var faults = Forms.FaultsOf("""[{"type":"choice","name":"a b","choices":["x",{"value":""}]},{"type":"text","name":"t","max_lenght":3},{"type":"?","name":"u","required":1}]""");

        Assert.That(faults.Select(fault => fault.Path), Is.EquivalentTo(new[]
        {
            "fields[0].name", "fields[0].choices[1].value", "fields[1].max_lenght", "fields[2].type", "fields[2].required",
        }));
    }

    [Test]
    public void An_unknown_type_or_option_is_told_with_what_is_allowed()
    {
        var faults = Forms.FaultsOf("""[{"type":"dropdown","name":"a"},{"type":"rating","name":"b","stars":3}]""");

        Assert.That(faults[0].Message, Does.Contain("content_display, boolean, text").And.Contain("choices").And.Contain("json"));
        Assert.That(faults[1].Message, Does.Contain("rating field").And.Contain("size").And.Contain("min_label").And.Contain("visible_if"));
    }

    [Test]
    public void Names_and_hotkeys_differ()
    {
        var faults = Forms.FaultsOf("""[{"type":"boolean","name":"a","hotkey":"x"},{"type":"text","name":"a","hotkey":"x"}]""");

        Assert.That(faults.Select(fault => fault.Path), Is.EqualTo(new[] { "fields[1].name", "fields[1].hotkey" }));
    }

    [Test]
    public void Faults_are_named_from_where_the_form_stands() =>
        Assert.That(Form.Read(Forms.Json("""{"fields":[{"type":"?","name":"a"}]}"""), "template").Faults.Single().Path, Is.EqualTo("template.fields[0].type"));

    [Test]
    public void Too_many_fields_or_choices_are_refused()
    {
        var fields = string.Join(',', Enumerable.Range(0, 201).Select(index => $$"""{"type":"boolean","name":"f{{index}}"}"""));
        var choices = string.Join(',', Enumerable.Range(0, 2001).Select(index => $"\"{index}\""));

        Assert.That(Forms.FaultsOf($"[{fields}]").Single().Path, Is.EqualTo("fields"));
        Assert.That(Forms.FaultsOf($$"""[{"type":"choice","name":"a","choices":[{{choices}}]}]""").Single().Path, Is.EqualTo("fields[0].choices"));
    }

    [Test]
    public void No_more_than_a_hundred_faults_are_told()
    {
        var options = string.Join(',', Enumerable.Range(0, 5000).Select(index => $"\"option_{index}\":1"));

        Assert.That(Forms.FaultsOf($$"""[{"type":"boolean","name":"a",{{options}}}]"""), Has.Count.EqualTo(FormLimits.FaultsMax));
    }

    [Test]
    public void A_form_made_in_code_is_judged_as_if_it_had_been_read()
    {
        var made = Form.Of([new Fields.ChoiceField { Name = "category", Choices = [new Choice("red"), new Choice("blue")], Required = true }]);
        var broken = Form.Of([new Fields.ChoiceField { Name = "category" }]);

        Assert.That(made.Form!.ToJson().GetRawText(), Is.EqualTo("""{"fields":[{"type":"choice","name":"category","required":true,"choices":["red","blue"]}]}"""));
        Assert.That(broken.Faults.Single().Path, Is.EqualTo("fields[0].choices"));
    }

    [Test]
    public void What_is_written_alike_is_the_same_form()
    {
        var one = Forms.Of("""{"name":"a","type":"number","required":false,"step":1.0}""");
        var other = Forms.Of("""{"type":"number","step":1,"name":"a"}""");

        Assert.That(one.ToJson().GetRawText(), Is.EqualTo(other.ToJson().GetRawText()));
        Assert.That(one.ToJson().GetProperty("fields")[0].GetProperty("step").GetRawText(), Is.EqualTo("1"));
    }

    [TestCase("""{"field":"kind","equals":"cat"}""", "")]
    [TestCase("""{"field":"kind","one_of":["cat","dog"]}""", "")]
    [TestCase("""{"field":"kind","equals":"cow"}""", "fields[2].visible_if.equals")]
    [TestCase("""{"field":"kind","one_of":["cat","cow"]}""", "fields[2].visible_if.one_of[1]")]
    [TestCase("""{"field":"kind"}""", "fields[2].visible_if")]
    [TestCase("""{"field":"kind","equals":"cat","one_of":["dog"]}""", "fields[2].visible_if")]
    [TestCase("""{"field":"later","equals":true}""", "fields[2].visible_if.field")]
    [TestCase("""{"field":"itself","equals":true}""", "fields[2].visible_if.field")]
    [TestCase("""{"field":"boxes","equals":1}""", "fields[2].visible_if.field")]
    [TestCase("""{"field":"kind","equals":"cat","is":1}""", "fields[2].visible_if.is")]
    [TestCase("""{"equals":"cat"}""", "fields[2].visible_if.field")]
    [TestCase("""{"field":"kind","one_of":[]}""", "fields[2].visible_if.one_of")]
    [TestCase("true", "fields[2].visible_if")]
    public void A_condition_waits_for_a_value_that_an_earlier_field_can_have(string condition, string path)
    {
        var faults = Forms.FaultsOf($$"""
            [{"type":"choice","name":"kind","choices":["cat","dog"]},{"type":"boxes","name":"boxes"},
             {"type":"boolean","name":"itself","visible_if":{{condition}}},{"type":"boolean","name":"later"}]
            """);

        Assert.That(faults.Select(fault => fault.Path), Is.EqualTo(path.Length == 0 ? Array.Empty<string>() : [path]));
    }

    [Test]
    public void Every_type_of_the_language_can_be_read()
    {
        var form = Forms.Of(EveryType.Fields);

        Assert.That(form.Fields.Select(field => field.Type), Is.Unique.And.Exactly(25).Items);
        Assert.That(JsonSerializer.Serialize(Form.Read(form.ToJson()).Form!.ToJson()), Is.EqualTo(JsonSerializer.Serialize(form.ToJson())));
    }
}
