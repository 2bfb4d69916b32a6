using System.Text.Json.Nodes;
using Hitl.Forms;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>Types that the document does not print and today's official client creates.</summary>
[TestFixture]
internal sealed class TodaysTypes
{
    private const string Image = """ "attachment_type":"image","attachment":"http://example.com/a.png" """;

    private ScaleApp _scale = null!;

    [SetUp]
    public async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scale.DisposeAsync();

    private static readonly object[][] Types =
    [
        [
            "imageannotation", Image + ""","geometries":{"box":{"objects_to_annotate":["cow"],"min_width":5},"polygon":{"objects_to_annotate":[{"choice":"building","subchoices":["barn",{"choice":"house"}]}]},"point":{"objects_to_annotate":["eye"]}}""",
            """{"box":[{"left":1,"top":2,"width":30,"height":40,"label":"cow"}],"polygon":[{"points":[[1,2],[3,4],[5,0.5]],"label":"barn"}],"point":[{"points":[[7,8]],"label":"eye"}]}""",
            """
            {"annotations":[{"type":"box","label":"cow","attributes":{},"left":1,"top":2,"width":30,"height":40},
             {"type":"polygon","label":"barn","attributes":{},"vertices":[{"x":1,"y":2},{"x":3,"y":4},{"x":5,"y":0.5}]},{"type":"point","label":"eye","attributes":{},"x":7,"y":8}],
             "global_attributes":{}}
            """,
        ],
        [
            "polygonannotation", Image + ""","objects_to_annotate":["barn"]""", """{"annotations":[{"points":[[1,2],[3,4],[5,6]],"label":"barn"}]}""",
            """{"annotations":[{"vertices":[{"x":1,"y":2},{"x":3,"y":4},{"x":5,"y":6}],"label":"barn"}]}""",
        ],
        [
            "lineannotation", Image + ""","objects_to_annotate":["kerb"]""", """{"annotations":[{"points":[[1,2],[3,4]],"label":"kerb"}]}""",
            """{"annotations":[{"vertices":[{"x":1,"y":2},{"x":3,"y":4}],"label":"kerb"}]}""",
        ],
        ["pointannotation", Image + ""","objects_to_annotate":["eye"]""", """{"annotations":[{"points":[[1,2]],"label":"eye"}]}""", """{"annotations":[{"x":1,"y":2,"label":"eye"}]}"""],
        [
            "namedentityrecognition", """ "text":"Ann met Bob","labels":[{"name":"PER","display_name":"Person","description":"somebody"}] """,
            """{"annotations":[{"start":0,"end":3,"text":"Ann","label":"PER"}]}""", """{"annotations":[{"start":0,"end":3,"text":"Ann","label":"PER"}],"relationships":[]}""",
        ],
        [
            "textcollection",
            """
            "attachments":[{"type":"website","content":"https://example.com"},{"type":"text","content":"car"}],
            "fields":[{"type":"category","field_id":"size","title":"Size","choices":[{"label":"Big","value":"big"},{"label":"Small","value":"small"}]},
              {"type":"text","field_id":"why","title":"Why","required":false},{"type":"number","field_id":"n","title":"How many"}]
            """,
            """{"field_0":"big","field_2":4}""",
            """{"annotations":{"size":{"type":"category","field_id":"size","response":[["big"]]},"n":{"type":"number","field_id":"n","response":[[4]]}}}""",
        ],
    ];

    [TestCaseSource(nameof(Types))]
    public async Task A_task_has_a_form_that_annotators_can_fill_in_and_the_answer_comes_back_in_its_shape(string type, string more, string annotations, string response)
    {
        var task = (await _scale.PostAsync($"/task/{type}", $$"""{"callback_url":"http://www.example.com/callback","instruction":"I",{{more}}}""")).Ok();

        Assert.That(task.GetProperty("type").GetString(), Is.EqualTo(type));
        Assert.That(Form.Read(_scale.Jobs.Orders.Single().Body.GetProperty("template")).Faults, Is.Empty);
        _scale.Complete(task, annotations);
        var done = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok();
        var shown = JsonNode.Parse(done.GetProperty("response").GetRawText())!;
        // Each mark's id is its own, and the same whenever the task is shown.
        var ids = MarksOf(shown).Select(mark => mark.Remove(IdOf(type), out var id) ? (string?)id : null).ToList();
        if (IdOf(type).Length > 0) Assert.That(ids, Is.Unique.And.None.Null);
        Assert.That(JsonNode.DeepEquals(shown, JsonNode.Parse(response)), Is.True, done.GetRawText());
        var again = (await _scale.GetAsync($"/task/{task.GetProperty("task_id")}")).Ok();
        Assert.That(again.GetProperty("response").GetRawText(), Is.EqualTo(done.GetProperty("response").GetRawText()));
    }

    [TestCase("imageannotation", Image, "geometries is required")]
    [TestCase("imageannotation", Image + ""","geometries":{}""", "geometries is required")]
    [TestCase("imageannotation", Image + ""","geometries":{"cuboid":{"objects_to_annotate":["cow"]}}""", "geometries.cuboid cannot be drawn")]
    [TestCase("imageannotation", Image + ""","geometries":{"box":{}}""", "geometries.box.objects_to_annotate is required")]
    [TestCase("imageannotation", Image + ""","geometries":{"box":{"objects_to_annotate":[{"kind":"cow"}]}}""", "geometries.box.objects_to_annotate must be")]
    [TestCase("imageannotation", Image + ""","geometries":{"box":{"objects_to_annotate":["cow"],"min_width":"wide"}}""", "geometries.box.min_width must be")]
    [TestCase("imageannotation", Image + ""","geometries":{"box":{"objects_to_annotate":["cow"]}},"annotation_attributes":{"size":{}}""", "annotation_attributes cannot be asked for")]
    [TestCase("lineannotation", Image, "objects_to_annotate is required")]
    [TestCase("namedentityrecognition", """ "labels":[{"name":"A"}] """, "text is required")]
    [TestCase("namedentityrecognition", """ "text":"a" """, "labels is required")]
    [TestCase("namedentityrecognition", """ "text":"a","labels":[{"name":"A"},{"name":"B","children":[{"name":"A"}]}] """, "labels holds \"A\" twice")]
    [TestCase("namedentityrecognition", """ "text":"a","labels":[{}] """, "labels must be a list")]
    [TestCase("namedentityrecognition", """ "text":"a","labels":["A"],"relationships":[{"name":"knows"}] """, "relationships cannot be asked for")]
    [TestCase("textcollection", """ "attachments":[{"type":"text","content":"car"}] """, "fields is required")]
    [TestCase("textcollection", """ "attachments":[{"type":"image","content":"car"}],"fields":[{"type":"text","field_id":"a","title":"A"}] """, "attachments[0].content must be")]
    [TestCase("textcollection", """ "fields":[{"type":"timerange","field_id":"a","title":"A"}] """, "fields[0].type must be one of")]
    [TestCase("textcollection", """ "fields":[{"type":"category","field_id":"a","title":"A"}] """, "fields[0].choices is required")]
    [TestCase("textcollection", """ "fields":[{"type":"category","field_id":"a","title":"A","choices":["x","y"],"max_choices":2,"min_choices":3}] """, "fields[0].min_choices asks for more")]
    [TestCase("textcollection", """ "fields":[{"type":"number","field_id":"a","title":"A","min":"low"}] """, "fields[0].min must be")]
    [TestCase("textcollection", """ "fields":[{"type":"text","field_id":"a","title":"A"},{"type":"text","field_id":"a","title":"B"}] """, "fields has the field_id \"a\" twice")]
    public async Task What_is_wrong_is_told_by_the_parameters_name(string type, string more, string sentence)
    {
        var refused = (await _scale.PostAsync($"/task/{type}", $$"""{"callback_url":"http://www.example.com/callback",{{more}}}""")).Refused(400);
        Assert.That(refused, Does.Contain(sentence));
    }

    [TestCase("lidarannotation")]
    [TestCase("segmentannotation")]
    [TestCase("videoannotation")]
    [TestCase("cuboidannotation")]
    public async Task A_type_that_our_annotators_have_no_form_for_is_unknown(string type) =>
        Assert.That((await _scale.PostAsync($"/task/{type}", "{}")).Refused(404), Does.Contain(type));

    private static string IdOf(string type) => type switch
    {
        "imageannotation" => "uuid",
        "namedentityrecognition" => "id",
        _ => "",
    };

    private static IEnumerable<JsonObject> MarksOf(JsonNode response) => response["annotations"] is JsonArray marks ? marks.Select(mark => mark!.AsObject()) : [];
}
