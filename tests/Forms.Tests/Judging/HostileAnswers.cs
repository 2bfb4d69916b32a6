using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hitl.Forms.Tests.Judging;

/// <summary>Whatever is sent, the judge neither throws nor takes long.</summary>
internal sealed class HostileAnswers
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly Form Form = Forms.Of(EveryType.Fields);

    private static readonly string[] Odd =
    [
        "null", "true", "-0", "1e400", "-1e400", "1e-400", "123456789012345678901234567890123456789", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]",
        "[null]", "[{}]", "[[1e400,1]]", "{\"\":1}", "{\"__proto__\":1}", "{\"choice\":{\"choice\":1},\"fields\":[]}", "{\"fields\":{\"\\ud800\":1}}", "[{\"points\":[[]]}]",
        "[{\"start\":1e400,\"end\":{}}]", "[{\"left\":1e308,\"top\":0,\"width\":1e308,\"height\":1}]", "{\"transcript\":[],\"duration\":1e400,\"error\":{}}",
    ];

    [Test]
    public void No_odd_value_anywhere_makes_the_judge_throw([ValueSource(nameof(Odd))] string value)
    {
        foreach (var field in Form.Fields) Assert.That(() => Form.Judge(Forms.Json($$"""{"{{field.Name}}":{{value}}}"""), Material.None), Throws.Nothing, field.Name);
    }

    [Test]
    public void A_name_with_half_a_character_is_a_stranger() =>
        Assert.That(Form.Judge(Forms.Json("""{"\ud800":1}"""), Material.None)[0].Message, Does.Contain("no field"));

    [Test]
    public void Of_a_million_faults_a_hundred_are_told()
    {
        var answer = Repeated("""{"animals":[""", "7,", 1_000_000, "7]}");
        Assert.That(Within(answer), Has.Count.LessThanOrEqualTo(FormLimits.FaultsMax));

        var strangers = new StringBuilder("{");
        for (var i = 0; i < 200_000; i++) strangers.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"s{i}\":1,");
        Assert.That(Within(strangers.Append("\"end\":1}").ToString()), Has.Count.EqualTo(FormLimits.FaultsMax));
    }

    [Test]
    public void Deep_nesting_is_no_concern()
    {
        var deep = new string('[', 60) + new string(']', 60);
        foreach (var field in Form.Fields) Assert.That(() => Within($$"""{"{{field.Name}}":{{deep}}}"""), Throws.Nothing);
    }

    [Test]
    public void Ten_thousand_right_boxes_are_judged_at_once()
    {
        var form = Forms.OfOne("boxes");
        var answer = Repeated("""{"f":[""", """{"left":1,"top":2,"width":3,"height":4},""", 9_999, """{"left":1,"top":2,"width":3,"height":4}]}""");

        var watch = Stopwatch.StartNew();
        Assert.That(form.Judge(Forms.Json(answer), Material.None), Is.Empty);
        Assert.That(watch.Elapsed, Is.LessThan(Soon));
    }

    [TestCase("^(a+)+$")]
    [TestCase("^(a|aa)*b$")]
    [TestCase("([a-z]{1,50}){1,50}x")]
    public void A_cruel_pattern_takes_its_time_and_no_more(string pattern)
    {
        var form = Forms.OfOne("text", $"\"pattern\":\"{pattern}\",\"max_length\":1000000,\"example\":\"{(pattern.EndsWith("b$", StringComparison.Ordinal) ? "b" : pattern.EndsWith('x') ? "ax" : "a")}\"");

        var watch = Stopwatch.StartNew();
        form.Judge(JsonSerializer.SerializeToElement(new { f = new string('a', 200_000) + "!" }), Material.None);
        Assert.That(watch.Elapsed, Is.LessThan(Soon));
    }

    private static IReadOnlyList<FormFault> Within(string answer)
    {
        var json = Forms.Json(answer);
        var watch = Stopwatch.StartNew();
        var faults = Form.Judge(json, Material.None);
        Assert.That(watch.Elapsed, Is.LessThan(Soon));
        return faults;
    }

    private static string Repeated(string start, string item, int count, string end) =>
        new StringBuilder(start).Insert(start.Length, item, count).Append(end).ToString();
}
