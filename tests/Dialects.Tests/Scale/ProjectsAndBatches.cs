using System.Text;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>Projects and batches, as today's official client makes them.</summary>
[TestFixture]
internal sealed class ProjectsAndBatches
{
    private const string Task = """ "callback_url":"http://www.example.com/callback","instruction":"Big?","attachment_type":"text","attachment":"car","categories":["big","small"] """;

    private ScaleApp _scale = null!;

    [SetUp]
    public async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scale.DisposeAsync();

    [Test]
    public async Task A_project_has_a_version_for_each_setting_of_its_parameters()
    {
        var made = (await _scale.PostAsync("/projects", """{"name":"a b/c","type":"imageannotation","params":{"instruction":"Draw."},"rapid":false,"studio":false,"datasetId":null}""")).Ok();
        var set = (await _scale.PostAsync("/projects/a%20b%2Fc/setParams", """{"patch":true,"padding":3}""")).Ok();
        var replaced = (await _scale.PostAsync("/projects/a%20b%2Fc/setParams", """{"patch":false,"instruction":"Again."}""")).Ok();

        Assert.That((made.GetProperty("name").GetString(), made.GetProperty("type").GetString()), Is.EqualTo(("a b/c", "imageannotation")));
        Assert.That(VersionsOf(made), Is.EqualTo(new[] { """{"instruction":"Draw.","version":0}""" }));
        Assert.That(VersionsOf(set)[1], Is.EqualTo("""{"instruction":"Draw.","padding":3,"version":1}"""));
        Assert.That(VersionsOf(replaced)[2], Is.EqualTo("""{"instruction":"Again.","version":2}"""));
        Assert.That((await _scale.GetAsync("/projects/a%20b%2Fc")).Ok().GetRawText(), Is.EqualTo(replaced.GetRawText()));
        Assert.That((await _scale.GetAsync("/projects")).Ok().EnumerateArray().Select(one => one.GetRawText()), Is.EqualTo(new[] { replaced.GetRawText() }));
        Assert.That((await _scale.PostAsync("/projects", """{"name":"a b/c","type":"comparison"}""")).Refused(409), Does.Contain("a b/c"));
        (await _scale.GetAsync("/projects/unknown")).Refused(404);
        (await _scale.PostAsync("/projects/unknown/setParams", "{}")).Refused(404);
    }

    [TestCase("""{"type":"categorization"}""", "name")]
    [TestCase("""{"name":"x"}""", "type")]
    [TestCase("""{"name":"x","type":"lidarannotation"}""", "type")]
    [TestCase("""{"name":"x","type":"categorization","params":7}""", "params")]
    public async Task A_project_that_cannot_be_is_refused_by_the_parameter(string body, string parameter) =>
        Assert.That((await _scale.PostAsync("/projects", body)).Refused(400), Does.Contain(parameter));

    [Test]
    public async Task A_task_takes_from_its_project_what_it_does_not_bring_itself()
    {
        (await _scale.PostAsync("/projects", """
            {"name":"sizes","type":"categorization","params":{"instruction":"Look twice.","categories":["big","small"],"attachment_type":"text","callback_url":"http://www.example.com/of/project"}}
            """)).Ok();

        var task = (await _scale.PostAsync("/task/categorize", """{"project":"sizes","instruction":"Big?","attachment":"car","callback_url":"http://www.example.com/own"}""")).Ok();

        Assert.That(task.GetProperty("params").GetRawText(), Is.EqualTo("""{"attachment":"car","categories":["big","small"],"attachment_type":"text"}"""));
        Assert.That(
            (task.GetProperty("instruction").GetString(), task.GetProperty("callback_url").GetString(), task.GetProperty("project").GetString()),
            Is.EqualTo(("Big?\n\nLook twice.", "http://www.example.com/own", "sizes")));
        var elsewhere = await _scale.CreateAsync();
        Assert.That((await _scale.GetAsync("/tasks?project=sizes")).Ok().GetProperty("docs").EnumerateArray().Select(IdOf), Is.EqualTo(new[] { IdOf(task) }));
        Assert.That((await _scale.GetAsync("/tasks?project=none")).Ok().GetProperty("total").GetInt32(), Is.Zero);
        Assert.That(_scale.JobOf(elsewhere).ProjectId, Is.Not.EqualTo(_scale.JobOf(task).ProjectId));
    }

    [Test]
    public async Task A_task_is_refused_where_its_project_or_batch_does_not_take_it()
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        (await _scale.PostAsync("/projects", """{"name":"other","type":"categorization"}""")).Ok();
        (await _scale.PostAsync("/projects", """{"name":"images","type":"imageannotation"}""")).Ok();
        (await _scale.PostAsync("/batches", """{"name":"b","project":"p"}""")).Ok();

        Assert.That(await RefusedAsync(""" "project":"unknown" """), Does.Contain("project").And.Contain("unknown"));
        Assert.That(await RefusedAsync(""" "batch":"unknown" """), Does.Contain("batch").And.Contain("unknown"));
        Assert.That(await RefusedAsync(""" "project":"images" """), Does.Contain("imageannotation"));
        Assert.That(await RefusedAsync(""" "project":"other","batch":"b" """), Does.Contain("\"p\""));
        (await _scale.PostAsync("/batches/b/finalize", "")).Ok();
        Assert.That(await RefusedAsync(""" "batch":"b" """), Does.Contain("finalized"));
        Assert.That(_scale.Jobs.Orders, Is.Empty);
    }

    [Test]
    public async Task A_batch_is_staging_until_it_is_finalized_and_its_tasks_wait_in_it()
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        var made = (await _scale.PostAsync("/batches", """
            {"name":"1/1","project":"p","callback":"","calibration_batch":false,"self_label_batch":true,"metadata":{"n":1.10}}
            """)).Ok();

        Assert.That(Without(made, "created_at"), Is.EqualTo("""{"name":"1/1","status":"staging","project":"p","callback":"","metadata":{"n":1.10},"calibration_batch":false,"self_label_batch":true}"""));
        var task = (await _scale.PostAsync("/task/categorize", $$"""{"batch":"1/1",{{Task}}}""")).Ok();
        Assert.That((task.GetProperty("project").GetString(), task.GetProperty("batch").GetString()), Is.EqualTo(("p", "1/1")));
        Assert.That(_scale.Jobs.Orders.Single().BatchId, Is.Not.Null);
        Assert.That((await _scale.GetAsync("/tasks?batch=1%2F1")).Ok().GetProperty("docs").EnumerateArray().Select(IdOf), Is.EqualTo(new[] { IdOf(task) }));
        Assert.That((await _scale.PostAsync("/batches/1%2F1/setMetadata", """{"m":2}""")).Ok().GetProperty("metadata").GetRawText(), Is.EqualTo("""{"m":2}"""));
        Assert.That((await _scale.PostAsync("/batches/1%2F1/finalize", "")).Ok().GetProperty("status").GetString(), Is.EqualTo("in_progress"));
        Assert.That((await _scale.GetAsync("/batches/1%2F1/status")).Ok().GetRawText(), Is.EqualTo("""{"status":"in_progress","pending":3,"completed":4}"""));
        Assert.That((await _scale.GetAsync("/batches/1%2F1")).Ok().GetProperty("name").GetString(), Is.EqualTo("1/1"));
        Assert.That((await _scale.PostAsync("/batches", """{"name":"1/1","project":"p"}""")).Refused(409), Does.Contain("1/1"));
    }

    [TestCase("""{"name":"b"}""", "project")]
    [TestCase("""{"project":"p"}""", "name")]
    [TestCase("""{"project":"unknown","name":"b"}""", "unknown")]
    [TestCase("""{"project":"p","name":"b","callback":"me@example.com"}""", "callback")]
    [TestCase("""{"project":"p","name":"b","metadata":[]}""", "metadata")]
    public async Task A_batch_that_cannot_be_is_refused_by_the_parameter(string body, string parameter)
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        Assert.That((await _scale.PostAsync("/batches", body)).Refused(400), Does.Contain(parameter));
    }

    [Test]
    public async Task Lists_of_batches_are_paged_and_filtered_and_a_key_sees_those_of_its_mode()
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        foreach (var name in new[] { "a", "b", "c" }) (await _scale.PostAsync("/batches", $$"""{"name":"{{name}}","project":"p"}""")).Ok();
        (await _scale.PostAsync("/batches/b/finalize", "")).Ok();

        var page = (await _scale.GetAsync("/batches?limit=2&offset=0&exclude_archived=False&project=p")).Ok();
        Assert.That(NamesOf(page), Is.EqualTo(new[] { "c", "b" }));
        Assert.That(
            page.EnumerateObject().Where(member => member.Name != "docs").Select(member => member.ToString()),
            Is.EqualTo(new[] { "\"totalDocs\":3", "\"limit\":2", "\"offset\":0", "\"has_more\":true" }));
        Assert.That(NamesOf((await _scale.GetAsync("/batches?limit=2&offset=2")).Ok()), Is.EqualTo(new[] { "a" }));
        Assert.That(NamesOf((await _scale.GetAsync("/batches?status=in_progress")).Ok()), Is.EqualTo(new[] { "b" }));
        Assert.That(NamesOf((await _scale.GetAsync("/batches?project=unknown")).Ok()), Is.Empty);
        (await _scale.GetAsync("/batches?status=done")).Refused(400);
        Assert.That(NamesOf((await ScaleApp.SendAsync(_scale.Test, HttpMethod.Get, "/batches")).Ok()), Is.Empty);
        (await ScaleApp.SendAsync(_scale.Test, HttpMethod.Get, "/batches/a")).Refused(404);
    }

    [Test]
    public async Task A_batch_s_callback_is_ordered_once_its_last_task_has_ended()
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        (await _scale.PostAsync("/batches", """{"name":"b","project":"p","callback":"https://example.com/batches"}""")).Ok();
        await using var tap = await _scale.Host.TapAsync<DeliveryOrdered>();

        await _scale.Host.PublishAsync(new BatchCompleted
        {
            BatchId = Guid.CreateVersion7(),
            AccountId = _scale.Account,
            Dialect = "scale",
            Name = "b",
            IsTest = false,
            OccurredAt = DateTimeOffset.UtcNow,
        });

        var order = await tap.NextAsync();
        Assert.That((order.Url, order.Rule, order.JobId, order.Event), Is.EqualTo(("https://example.com/batches", DeliveryRule.Scale, (Guid?)null, "batch.completed")));
        Assert.That(order.Body.GetProperty("batch").GetProperty("name").GetString(), Is.EqualTo("b"));
        Assert.That(order.Body.GetProperty("status").GetProperty("completed").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public async Task A_list_shows_little_of_each_task_where_that_is_asked_for()
    {
        await _scale.CreateAsync(more: ""","metadata":{"n":1}""");

        var task = (await _scale.GetAsync("/tasks?limited_response=True")).Ok().GetProperty("docs")[0];

        Assert.That(task.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "task_id", "status", "metadata" }));
    }

    [Test]
    public async Task Nobody_sees_another_account_s_projects_and_batches()
    {
        (await _scale.PostAsync("/projects", """{"name":"p","type":"categorization"}""")).Ok();
        (await _scale.PostAsync("/batches", """{"name":"b","project":"p"}""")).Ok();
        using var stranger = _scale.ClientOf(Guid.CreateVersion7());

        foreach (var path in new[] { "/projects/p", "/batches/b", "/batches/b/status" }) (await ScaleApp.SendAsync(stranger, HttpMethod.Get, path)).Refused(404);
        foreach (var path in new[] { "/projects/p/setParams", "/batches/b/finalize", "/batches/b/setMetadata" }) (await ScaleApp.SendAsync(stranger, HttpMethod.Post, path)).Refused(404);
        Assert.That((await ScaleApp.SendAsync(stranger, HttpMethod.Get, "/projects")).Ok().GetArrayLength(), Is.Zero);
    }

    private async Task<string> RefusedAsync(string more) => (await _scale.PostAsync("/task/categorize", $$"""{ {{more}},{{Task}} }""")).Refused(400);

    private static string? IdOf(JsonElement task) => task.GetProperty("task_id").GetString();

    private static IEnumerable<string?> NamesOf(JsonElement list) => list.GetProperty("docs").EnumerateArray().Select(batch => batch.GetProperty("name").GetString());

    private static List<string> VersionsOf(JsonElement project) => [.. project.GetProperty("param_history").EnumerateArray().Select(version => Without(version, "created_at"))];

    private static string Without(JsonElement from, string member)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var one in from.EnumerateObject().Where(one => one.Name != member)) one.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
