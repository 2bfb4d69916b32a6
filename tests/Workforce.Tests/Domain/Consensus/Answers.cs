using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hitl.Forms;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>One kind of question: how it is merged, and answers as people give them, near to each other often enough to matter.</summary>
internal sealed record Kind(string Name, FieldMerge Merge, Gen<JsonElement> Answer)
{
    private static readonly Gen<string> Label = Gen.Elements("cat", "dog");

    public static readonly IReadOnlyList<Kind> All =
    [
        Of("""{"type":"boolean"}""", Gen.Elements("true", "false")),
        Of("""{"type":"text"}""", Gen.Elements("\"Seoul\"", "\" seoul\"", "\"SEOUL \"", "\"Busan\"", "\"\"")),
        Of("""{"type":"choice","choices":["a","b","c"]}""", Gen.Elements("\"a\"", "\"b\"", "\"c\"")),
        Of("""{"type":"number"}""", Gen.Elements("1", "1.0", "2", "2.5", "-3", "1e2", "100")),
        Of("""{"type":"number","step":0.5}""", Gen.Choose(0, 8).Select(half => Number(half / 2.0))),
        Of("""{"type":"slider","min":0,"max":100}""", Gen.Choose(0, 100).Select(at => Number(at))),
        Of("""{"type":"rating","size":5}""", Gen.Choose(1, 5).Select(at => Number(at))),
        Of("""{"type":"choices","choices":["a","b","c","d"]}""", Subset("\"a\"", "\"b\"", "\"c\"", "\"d\"")),
        Of("""{"type":"ranking","choices":["a","b","c","d"]}""", Gen.Shuffle<string>(["\"a\"", "\"b\"", "\"c\"", "\"d\""]).Select(List)),
        Of("""{"type":"fields","fields":{"name":"","age":""}}""",
            from name in Gen.Elements("\"Kim\"", "\"kim\"", "\"Lee\"")
            from age in Gen.Elements("", ",\"age\":\"7\"", ",\"age\":\"8\"")
            select $"{{\"name\":{name}{age}}}"),
        Of("""{"type":"comparison","choices":["left","right"],"fields":{"why":""}}""",
            from choice in Gen.Elements("left", "right")
            from why in Gen.Elements("sharper", "brighter")
            select $$$"""{"choice":"{{{choice}}}","fields":{"why":"{{{why}}}"}}"""),
        Of("""{"type":"transcript"}""", Words.Select(words => $$"""{"transcript":"{{words}}"}""")),
        Of("""{"type":"json"}""", Gen.Elements("""{"a":1,"b":[1,2]}""", """{"b":[1.0,2],"a":1}""", """{"a":2}""", "[]")),
        Of("""{"type":"boxes","labels":["cat","dog"]}""", ListOf(
            from box in Near
            from label in Label
            select $$"""{"left":{{box.X}},"top":{{box.Y}},"width":{{box.Size + 20}},"height":{{box.Size + 30}},"label":"{{label}}"}""")),
        Of("""{"type":"polygons","labels":["cat","dog"]}""", ListOf(
            from at in Near
            from label in Label
            select $$"""{"points":[[{{at.X}},{{at.Y}}],[{{at.X + 30 + at.Size}},{{at.Y}}],[{{at.X + 5}},{{at.Y + 40}}]],"label":"{{label}}"}""")),
        Of("""{"type":"points"}""", ListOf(Near.Select(at => $$"""{"points":[[{{at.X}},{{at.Y}}]]}"""))),
        Of("""{"type":"lines"}""", ListOf(Near.Select(at => $$"""{"points":[[{{at.X}},{{at.Y}}],[{{at.X + 60}},{{at.Y + at.Size}}]]}"""))),
        Of("""{"type":"spans","labels":["cat","dog"],"overlap":true}""", ListOf(
            from start in Gen.Choose(0, 30)
            from length in Gen.Choose(3, 9)
            from label in Label
            select $$"""{"start":{{start}},"end":{{start + length}},"label":"{{label}}","text":"x"}""")),
        Of("""{"type":"segments"}""", ListOf(
            from start in Gen.Choose(0, 30)
            from length in Gen.Choose(3, 9)
            select $$"""{"start":{{start}}.25,"end":{{start + length}}.5}""")),
    ];

    /// <summary>Those whose answers are not lists of places.</summary>
    public static readonly IReadOnlyList<Kind> WithoutMarks = [.. All.Where(kind => kind.Merge is not ShapesMerge)];

    /// <summary>Of several annotators, one to seven.</summary>
    public Gen<JsonElement?[]> Answers =>
        from count in Gen.Choose(1, 7)
        from answers in Gen.Frequency((9, Answer.Select(answer => (JsonElement?)answer)), (1, Gen.Constant((JsonElement?)null))).ArrayOf(count)
        select answers;

    public override string ToString() => Name;

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static Gen<(int X, int Y, int Size)> Near =>
        from place in Gen.Choose(0, 2)
        from x in Gen.Choose(0, 12)
        from y in Gen.Choose(0, 12)
        from size in Gen.Choose(0, 12)
        select ((place * 50) + x, y, size);

    private static Gen<string> Words =>
        from length in Gen.Choose(0, 6)
        from words in Gen.Elements("the", "cat", "sat,", "Sat", "down").ArrayOf(length)
        select string.Join(' ', words);

    private static Kind Of(string field, Gen<string> answer)
    {
        var named = field.Replace("{\"type\"", "{\"name\":\"it\",\"type\"", StringComparison.Ordinal);
        var form = Form.Read(Json($"{{\"fields\":[{named}]}}")).Form ?? throw new InvalidOperationException($"{field} is no field.");
        return new Kind(field, FieldMerges.For(form.Fields[0], Material.None, iou: 0.5), answer.Select(Json));
    }

    private static Gen<string> ListOf(Gen<string> item) =>
        from count in Gen.Choose(0, 4)
        from items in item.ArrayOf(count)
        select List(items);

    private static Gen<string> Subset(params string[] items) =>
        from keep in Gen.Elements(true, false).ArrayOf(items.Length)
        select List([.. items.Where((_, i) => keep[i])]);

    private static string List(string[] items) => $"[{string.Join(',', items)}]";

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
