using System.Text.Json;
using Hitl.Forms;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>What each kind of question makes of several answers.</summary>
internal sealed class MergingByKind
{
    private const string Boxes = """{"type":"boxes","labels":["cat","dog"]}""";

    // The field, the answers (null: left out), the value, agreement and support.
    [TestCase("""{"type":"boolean"}""", "[true,true,false]", "true", 0.667, 2)]
    [TestCase("""{"type":"text"}""", """[" seoul ","Seoul","Seoul","Busan"]""", "\"Seoul\"", 0.75, 3)]
    [TestCase("""{"type":"text"}""", """["b","a"]""", "\"a\"", 0.5, 1)]
    [TestCase("""{"type":"text"}""", """[null,null,"a"]""", "null", 0.667, 2)]
    [TestCase("""{"type":"number"}""", "[1,2,100]", "2", 0.333, 1)]
    [TestCase("""{"type":"number","step":0.1}""", "[0.3,0.3,0.4]", "0.3", 0.667, 2)]
    [TestCase("""{"type":"slider","min":0,"max":100}""", "[40,44,60]", "44", 0.667, 2)]
    [TestCase("""{"type":"rating","size":5}""", "[1,2,2]", "2", 0.667, 2)]
    [TestCase("""{"type":"rating","size":11}""", "[4,5,9]", "5", 0.667, 2)]
    [TestCase("""{"type":"choices","choices":["a","b","c"]}""", """[["c","a"],["a"],["a","b"]]""", """["a"]""", 0.667, 1)]
    [TestCase("""{"type":"ranking","choices":["a","b","c"]}""", """[["a","b","c"],["a","b","c"],["a","c","b"]]""", """["a","b","c"]""", 0.778, 2)]
    [TestCase("""{"type":"fields","fields":{"name":"","age":""}}""", """[{"name":"Kim","age":"7"},{"name":"kim","age":"8"},{"name":"Kim"}]""", """{"name":"Kim","age":"7"}""", 0.333, 1)]
    [TestCase("""{"type":"comparison","choices":["l","r"]}""", """[{"choice":"l"},{"choice":"l"},{"choice":"r"}]""", """{"choice":"l"}""", 0.667, 2)]
    [TestCase("""{"type":"json"}""", """[{"a":1,"b":2},{"b":2.0,"a":1},{"a":2}]""", """{"a":1,"b":2}""", 0.667, 2)]
    [TestCase("""{"type":"transcript"}""", """[{"transcript":"The cat sat."},{"transcript":"the cat sat"},{"transcript":"the cat"}]""", """{"transcript":"The cat sat."}""", 0.933, 2)]
    [TestCase(
        Boxes,
        """[[{"left":0,"top":0,"width":10,"height":10,"label":"cat"}],[{"left":1,"top":0,"width":12,"height":10,"label":"cat"},{"left":50,"top":0,"width":5,"height":5,"label":"dog"}],[{"left":2,"top":1,"width":11,"height":11,"label":"cat"}]]""",
        """[{"left":1,"top":0,"width":11,"height":10,"label":"cat"}]""",
        0.889,
        2)]
    [TestCase(
        Boxes,
        """[[{"left":0,"top":0,"width":10,"height":10,"label":"cat"}],[{"left":0,"top":0,"width":10,"height":10,"label":"dog"}],[]]""",
        "[]",
        0.333,
        1)]
    [TestCase("""{"type":"points"}""", """[[{"points":[[10,10]]}],[{"points":[[12,14]]}],[{"points":[[11,90]]}]]""", """[{"points":[[10,10]]}]""", 0.667, 2)]
    [TestCase(
        """{"type":"spans","labels":["x"]}""",
        """[[{"start":0,"end":10,"label":"x","text":"0123456789"}],[{"start":1,"end":10,"label":"x","text":"123456789"}],[{"start":1,"end":10,"label":"x","text":"123456789"}]]""",
        """[{"start":1,"end":10,"label":"x","text":"123456789"}]""",
        1,
        3)]
    [TestCase("""{"type":"segments"}""", """[[{"start":0.5,"end":4}],[{"start":1,"end":5}],[{"start":1.5,"end":6}]]""", """[{"start":1,"end":5}]""", 1, 3)]
    public void Answers_become_one(string field, string answers, string value, double agreement, int support)
    {
        var merged = Combine(field, answers);

        Assert.That(merged.Value?.GetRawText() ?? "null", Is.EqualTo(value));
        Assert.That(merged.Agreement, Is.EqualTo(agreement).Within(0.001));
        Assert.That(merged.Support, Is.EqualTo(support));
    }

    [Test]
    public void The_overlap_that_a_project_asks_for_decides_which_marks_are_the_same()
    {
        const string Answers = """[[{"left":0,"top":0,"width":10,"height":10,"label":"cat"}],[{"left":0,"top":0,"width":10,"height":7,"label":"cat"}]]""";

        Assert.That(Combine(Boxes, Answers, iou: 0.7).Agreement, Is.EqualTo(1));
        Assert.That(Combine(Boxes, Answers, iou: 0.71).Agreement, Is.LessThan(0.7));
    }

    [Test]
    public void Points_are_measured_by_the_image_where_its_size_is_known()
    {
        const string Answers = """[[{"points":[[100,100]]}],[{"points":[[160,100]]}]]""";
        var large = new Material { Files = [new MaterialItem(MaterialKind.Image) { Width = 4000, Height = 3000 }] };

        Assert.That(Combine("""{"type":"points"}""", Answers).Agreement, Is.LessThan(1));
        Assert.That(Combine("""{"type":"points"}""", Answers, material: large).Agreement, Is.EqualTo(1));
    }

    private static FieldConsensus Combine(string field, string answers, double iou = 0.5, Material? material = null)
    {
        var named = field.Replace("{\"type\"", "{\"name\":\"it\",\"type\"", StringComparison.Ordinal);
        var form = Form.Read(Kind.Json($"{{\"fields\":[{named}]}}")).Form!;
        return FieldMerges.For(form.Fields[0], material ?? Material.None, iou).Combine(Kind.Json(answers).EnumerateArray().Select(answer => (JsonElement?)answer));
    }
}
