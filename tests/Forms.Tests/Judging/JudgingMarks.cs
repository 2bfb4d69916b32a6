using System.Text.Json;

namespace Hitl.Forms.Tests.Judging;

[Parallelizable(ParallelScope.All)]
internal sealed class JudgingMarks
{
    private const string Labels = "\"labels\":[\"person\",\"place\"]";

    private static readonly Material Image = new() { Files = [new MaterialItem(MaterialKind.Pdf), new MaterialItem(MaterialKind.Image) { Width = 100, Height = 50 }] };
    private static readonly Material Sound = new() { Attachments = [new MaterialItem(MaterialKind.Video) { Duration = 10 }] };

    [TestCase("""{"left":0,"top":0,"width":100,"height":50,"label":"person"}""", "")]
    [TestCase("""{"left":0.25,"top":0,"width":0.5,"height":1e-3,"label":"place"}""", "")]
    [TestCase("""{"left":0,"top":0,"width":100.02,"height":50,"label":"person"}""", ".width")]
    [TestCase("""{"left":50,"top":0,"width":51,"height":50,"label":"person"}""", ".width")]
    [TestCase("""{"left":0,"top":49,"width":1,"height":2,"label":"person"}""", ".height")]
    [TestCase("""{"left":-1,"top":0,"width":1,"height":1,"label":"person"}""", ".left")]
    [TestCase("""{"left":0,"top":0,"width":0,"height":1,"label":"person"}""", ".width")]
    [TestCase("""{"left":0,"top":0,"width":1,"height":-1,"label":"person"}""", ".height")]
    [TestCase("""{"left":0,"top":0,"width":1e400,"height":1,"label":"person"}""", ".width")]
    [TestCase("""{"left":"0","top":0,"width":1,"height":1,"label":"person"}""", ".left")]
    [TestCase("""{"left":0,"top":0,"width":1,"label":"person"}""", ".height")]
    [TestCase("""{"left":0,"top":0,"width":1,"height":1}""", ".label")]
    [TestCase("""{"left":0,"top":0,"width":1,"height":1,"label":"cow"}""", ".label")]
    [TestCase("""{"left":0,"top":0,"width":1,"height":1,"label":"person","rot":1}""", ".rot")]
    [TestCase("""[0,0,1,1]""", "")]
    public void A_box_lies_within_the_image_and_has_its_label(string box, string place)
    {
        var isBroken = place.Length > 0 || box.StartsWith('[');
        Assert.That(Forms.Blamed(Forms.OfOne("boxes", Labels), $"[{box}]", Image), Is.EqualTo(isBroken ? ["annotations.f[0]" + place] : Array.Empty<string>()));
    }

    [TestCase("\"min_size\":10", "10", "10", true)]
    [TestCase("\"min_size\":10", "9.5", "10", false)]
    [TestCase("\"min_size\":{\"width\":10,\"height\":20}", "10", "19", false)]
    [TestCase("\"min_size\":{\"width\":10,\"height\":20}", "10", "20", true)]
    [TestCase("\"max\":1", "10", "10", true)]
    [TestCase("\"min\":2", "10", "10", false)]
    public void Boxes_have_the_size_and_number_that_the_form_wants(string options, string width, string height, bool fits) =>
        Assert.That(Forms.Blamed(Forms.OfOne("boxes", options), $$"""[{"left":0,"top":0,"width":{{width}},"height":{{height}}}]""").Length == 0, Is.EqualTo(fits));

    [Test]
    public void Labels_may_be_left_out_where_the_form_says_so_and_must_be_where_it_has_none()
    {
        const string Bare = """[{"left":0,"top":0,"width":1,"height":1}]""";
        const string Labelled = """[{"left":0,"top":0,"width":1,"height":1,"label":"person"}]""";

        Assert.That(Forms.Blamed(Forms.OfOne("boxes", Labels + ",\"with_labels\":false"), Bare), Is.Empty);
        Assert.That(Forms.Blamed(Forms.OfOne("boxes", Labels + ",\"with_labels\":false"), Labelled), Is.Empty);
        Assert.That(Forms.Blamed(Forms.OfOne("boxes"), Labelled), Is.EqualTo(new[] { "annotations.f[0].label" }));
    }

    [Test]
    public void What_is_not_known_of_the_image_is_not_measured() =>
        Assert.That(Forms.Blamed(Forms.OfOne("boxes"), """[{"left":9000,"top":0,"width":9000,"height":1}]"""), Is.Empty);

    [TestCase("polygons", "[[0,0],[100,0],[100,50]]", "")]
    [TestCase("polygons", "[[0,0],[100,0]]", ".points")]
    [TestCase("polygons", "[[0,0],[101,0],[0,1]]", ".points[1]")]
    [TestCase("polygons", "[[0,0],[1,0,0],[0,-1]]", ".points[1]|.points[2]")]
    [TestCase("lines", "[[0,0],[1,1]]", "")]
    [TestCase("lines", "[[0,0]]", ".points")]
    [TestCase("points", "[[99.5,49.5]]", "")]
    [TestCase("points", "[[1,1],[2,2]]", ".points")]
    [TestCase("points", "[[1,\"1\"]]", ".points[0]")]
    [TestCase("points", "[[1,1e400]]", ".points[0]")]
    [TestCase("points", "[]", ".points")]
    public void Shapes_have_their_points_within_the_image(string type, string points, string places)
    {
        var expected = places.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(place => "annotations.f[0]" + place);
        Assert.That(Forms.Blamed(Forms.OfOne(type), $$"""[{"points":{{points}}}]""", Image), Is.EqualTo(expected));
    }

    [TestCase("""{"start":0,"end":3,"text":"Ada","label":"person"}""", "")]
    [TestCase("""{"start":8,"end":13,"text":"Grace","label":"person"}""", "")]
    [TestCase("""{"start":6,"end":7,"text":"😀","label":"place"}""", "")]
    [TestCase("""{"start":0,"end":4,"text":"Ada","label":"person"}""", ".text")]
    [TestCase("""{"start":9,"end":14,"text":"Grace","label":"person"}""", ".end")]
    [TestCase("""{"start":3,"end":3,"text":"","label":"person"}""", ".end")]
    [TestCase("""{"start":-1,"end":3,"text":"Ada","label":"person"}""", ".start")]
    [TestCase("""{"start":0.5,"end":3,"text":"Ada","label":"person"}""", ".start")]
    [TestCase("""{"start":0,"end":3,"label":"person"}""", ".text")]
    [TestCase("""{"start":0,"end":3,"text":"Ada"}""", ".label")]
    [TestCase("""{"start":0,"end":3,"text":"Ada","label":"dog"}""", ".label")]
    [TestCase("""{"start":0,"end":99999999999,"text":"Ada","label":"person"}""", ".end")]
    public void A_span_is_the_text_between_two_places_counted_in_code_points(string span, string place)
    {
        var material = new Material { Content = JsonSerializer.SerializeToElement(new { text = "Ada, \ud83d\ude00\ud83d\ude00 Grace" }) };
        // The text counts 13 code points, and 15 of JavaScript's units.
        Assert.That(Forms.Blamed(Forms.OfOne("spans", Labels), $"[{span}]", material), Is.EqualTo(place.Length > 0 ? ["annotations.f[0]" + place] : Array.Empty<string>()));
    }

    [Test]
    public void Spans_share_characters_only_where_the_form_allows_it()
    {
        const string Spans = """[{"start":4,"end":9,"text":"is th"},{"start":0,"end":5,"text":"This "},{"start":9,"end":10,"text":"e"}]""";
        var material = new Material { Content = JsonSerializer.SerializeToElement("Thisis the") };
        var loose = new Material();

        Assert.That(Forms.Blamed(Forms.OfOne("spans", "\"overlap\":true"), Spans, loose), Is.Empty);
        Assert.That(Forms.Blamed(Forms.OfOne("spans"), Spans, loose), Is.EqualTo(new[] { "annotations.f[0]" }));
        Assert.That(Forms.Blamed(Forms.OfOne("spans"), """[{"start":0,"end":4,"text":"This"},{"start":4,"end":6,"text":"is"}]""", material), Is.Empty);
    }

    [TestCase("""{"start":0,"end":10,"label":"person","text":"Hello"}""", "")]
    [TestCase("""{"start":0,"end":10,"label":"person"}""", "")]
    [TestCase("""{"start":2,"end":2,"label":"person"}""", ".end")]
    [TestCase("""{"start":2,"end":10.5,"label":"person"}""", ".end")]
    [TestCase("""{"start":-0.1,"end":1,"label":"person"}""", ".start")]
    [TestCase("""{"start":0,"end":1}""", ".label")]
    [TestCase("""{"start":0,"end":1,"label":"person","text":7}""", ".text")]
    public void A_segment_starts_before_it_ends_within_the_recording(string segment, string place) =>
        Assert.That(Forms.Blamed(Forms.OfOne("segments", Labels), $"[{segment}]", Sound), Is.EqualTo(place.Length > 0 ? ["annotations.f[0]" + place] : Array.Empty<string>()));

    [TestCase("spans")]
    [TestCase("boxes")]
    [TestCase("segments")]
    public void A_required_field_of_marks_may_say_that_there_are_none(string type) =>
        Assert.That(Forms.Blamed(Forms.OfOne(type, "\"required\":true"), "[]"), Is.Empty);
}
