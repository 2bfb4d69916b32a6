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
            "imageannotation", Image + ""","geometries":{"box":{"objects_to_annotate":["cow"],"min_width":5},"polygon":{"objects_to_annotate":["barn"]},"point":{"objects_to_annotate":["eye"]}}""",
            """{"box":[{"left":1,"top":2,"width":30,"height":40,"label":"cow"}],"polygon":[{"points":[[1,2],[3,4],[5,0.5]],"label":"barn"}],"point":[{"points":[[7,8]],"label":"eye"}]}""",
            """
            {"annotations":[{"left":1,"top":2,"width":30,"height":40,"label":"cow","type":"box"},
             {"vertices":[{"x":1,"y":2},{"x":3,"y":4},{"x":5,"y":0.5}],"label":"barn","type":"polygon"},{"x":7,"y":8,"label":"eye","type":"point"}]}
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
            """{"annotations":[{"start":0,"end":3,"text":"Ann","label":"PER"}]}""", """{"annotations":[{"start":0,"end":3,"text":"Ann","label":"PER"}]}""",
        ],
        [
            "textcollection",
            """
            "attachments":[{"type":"website","content":"https://example.com"},{"type":"text","content":"car"}],
            "fields":[{"type":"category","field_id":"size","title":"Size","choices":[{"label":"Big","value":"big"},{"label":"Small","value":"small"}]},
              {"type":"text","field_id":"why","title":"Why","required":false},{"type":"number","field_id":"n","title":"How many"}]
            """,
            """{"field_1":"big","field_3":4}""",
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
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(done.GetProperty("response").GetRawText()), JsonNode.Parse(response)), Is.True, done.GetRawText());
    }

    [TestCase("imageannotation", Image, "geometries is required")]
    [TestCase("imageannotation", Image + ""","geometries":{}""", "geometries must hold one geometry")]
    [TestCase("imageannotation", Image + ""","geometries":{"cuboid":{"objects_to_annotate":["cow"]}}""", "geometries.cuboid is not offered")]
    [TestCase("imageannotation", Image + ""","geometries":{"box":{}}""", "geometries.box: objects_to_annotate is required")]
    [TestCase("lineannotation", Image, "objects_to_annotate is required")]
    [TestCase("namedentityrecognition", """ "labels":[{"name":"A"}] """, "text is required")]
    [TestCase("namedentityrecognition", """ "text":"a" """, "labels is required")]
    [TestCase("namedentityrecognition", """ "text":"a","labels":[{"name":"A"},{"name":"A"}] """, "labels holds a name twice")]
    [TestCase("namedentityrecognition", """ "text":"a","labels":[{}] """, "labels[0]: name is required")]
    [TestCase("textcollection", """ "fields":[{"type":"text","field_id":"a","title":"A"}] """, "attachments is required")]
    [TestCase("textcollection", """ "attachments":[{"type":"image","content":"car"}],"fields":[{"type":"text","field_id":"a","title":"A"}] """, "attachments[0]: content must be")]
    [TestCase("textcollection", """ "attachments":[{"type":"text","content":"car"}],"fields":[{"type":"ranking_order","field_id":"a","title":"A"}] """, "fields[0]: type must be one of")]
    [TestCase("textcollection", """ "attachments":[{"type":"text","content":"car"}],"fields":[{"type":"category","field_id":"a","title":"A"}] """, "fields[0]: choices is required")]
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
}
