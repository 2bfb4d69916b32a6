using System.Net;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;

namespace Hitl.Jobs.Tests.Api;

/// <summary>What an order may hold beyond the published contract.</summary>
internal sealed class OrderingMore
{
    private const string Form = """{"fields":[{"name":"label","type":"text","label":"Label"}]}""";

    [Test]
    public async Task Everything_that_is_given_comes_back_as_it_came_and_is_published()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobCreated>();
        var team = Guid.CreateVersion7();

        var id = await client.CreateAsync($$"""
            "metadata":{"b":1.50,"a":"한"},"content":["x",{"n":1e2}],"priority":"urgent","due_date":"2030-01-31T12:00:00",
            "assignees":[" Ann@Example.com","bob@example.com","ANN@example.com"],"team_id":"{{team}}","template":{{Form}}
            """);

        var job = (await client.GetAsync(id)).Json;
        Assert.That(job.GetProperty("metadata").GetRawText(), Is.EqualTo("""{"b":1.50,"a":"한"}"""));
        Assert.That(job.GetProperty("content").GetRawText(), Is.EqualTo("""["x",{"n":1e2}]"""));
        Assert.That(job.GetProperty("priority").GetString(), Is.EqualTo("urgent"));
        Assert.That(job.GetProperty("due_date").GetString(), Is.EqualTo("2030-01-31T12:00:00Z"));
        Assert.That(job.GetProperty("assignees").GetRawText(), Is.EqualTo("""["ann@example.com","bob@example.com"]"""));
        Assert.That(job.GetProperty("team_id").GetGuid(), Is.EqualTo(team));
        Assert.That(job.GetProperty("template").GetRawText(), Is.EqualTo("""{"own":true}"""));
        var heard = await tap.NextAsync(created => created.JobId == id);
        Assert.That(heard.Content!.Value.GetRawText(), Is.EqualTo("""["x",{"n":1e2}]"""));
        Assert.That(heard.Form!.Value.GetRawText(), Is.EqualTo(Form));
        Assert.That((heard.Priority, heard.TeamId), Is.EqualTo((JobPriority.Urgent, (Guid?)team)));
        Assert.That(heard.DueAt, Is.EqualTo(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero)));
        Assert.That(heard.Assignees, Is.EqualTo(new[] { "ann@example.com", "bob@example.com" }));
    }

    [Test]
    public async Task A_list_shows_what_every_poll_needs_but_not_what_annotators_see()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await client.CreateAsync("""
            "metadata":{"a":1},"priority":"medium","content":{"text":"long"},"attachments":[{"type":"text","content":"long"}]
            """);

        var job = (await client.ListAsync()).Json[0];

        Assert.That(job.GetProperty("metadata").GetRawText(), Is.EqualTo("""{"a":1}"""));
        Assert.That(job.GetProperty("priority").GetString(), Is.EqualTo("medium"));
        Assert.That(job.TryGetProperty("content", out _), Is.False);
        Assert.That(job.TryGetProperty("attachments", out _), Is.False);
    }

    [Test]
    public async Task Attachments_are_fetched_referenced_or_kept_as_they_are_in_the_clients_order()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobCreated>();

        var answer = await client.PostAsync($$"""
            {"project_id":"{{client.ProjectId}}","attachments":[
              {"type":"website","url":"https://example.com/page"},
              {"type":"audio","url":"https://example.com/{{client.AccountId}}.mp3","reference":true},
              {"type":"text","content":"한 \"x\""},
              {"type":"image","url":"https://example.com/measured.webp"}]}
            """);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
        var id = answer.Json.GetProperty("job_id").GetGuid();
        var heard = await tap.NextAsync(created => created.JobId == id);
        var asked = app.Others.Orders.Single(order => order.AccountId == client.AccountId);
        Assert.That(asked.Groups.Single(), Is.Empty);
        Assert.That(asked.Attachments.Single(), Is.EqualTo(new[]
        {
            new AttachmentOrder(AttachmentKind.Audio, $"https://example.com/{client.AccountId}.mp3", true),
            new AttachmentOrder(AttachmentKind.Image, "https://example.com/measured.webp", false),
        }));
        Assert.That(heard.Attachments.Select(one => one.Kind), Is.EqualTo(new[]
        {
            AttachmentKind.Website, AttachmentKind.Audio, AttachmentKind.Text, AttachmentKind.Image,
        }));

        var job = (await client.GetAsync(id)).Json;
        var shown = job.GetProperty("attachments");
        Assert.That(job.GetProperty("image").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(job.GetProperty("files").GetArrayLength(), Is.Zero);
        Assert.That(shown[0].GetRawText(), Is.EqualTo("""{"type":"website","url":"https://example.com/page"}"""));
        Assert.That(shown[1].GetProperty("url").GetString(), Is.EqualTo($"http://hitl.test/v1/files/{heard.Attachments[1].File!.FileId}"));
        Assert.That(shown[2].GetRawText(), Is.EqualTo("""{"type":"text","content":"한 \"x\""}"""));
        Assert.That(shown[3].GetProperty("name").GetString(), Is.EqualTo("measured.webp"));
        Assert.That(shown[3].GetProperty("size").GetInt64(), Is.EqualTo(68));
        Assert.That(shown[3].GetProperty("media").GetProperty("width").GetInt32(), Is.EqualTo(40));
    }

    [Test]
    public async Task Only_what_must_be_fetched_is_asked_for_and_each_item_of_a_bulk_gets_its_own()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        string Item(string members) => $$"""{"project_id":"{{client.ProjectId}}",{{members}}}""";
        string[] items =
        [
            Item("""  "content":"only this"  """),
            Item("""  "attachments":[{"type":"text","content":"x"},{"type":"image","url":"https://example.com/missing.png"}]  """),
            Item("""  "file_urls":["https://example.com/a.png"]  """),
            Item("""  "attachments":[{"type":"pdf","url":"https://example.com/b.pdf"}],"content":1  """),
        ];

        var answer = await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", $$"""{"jobs":[{{string.Join(',', items)}}]}""");

        Assert.That(answer.Json[1].GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("url_unusable"), answer.Text);
        Assert.That(answer.Json[1].GetProperty("error").GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo("attachments[1].url"));
        Assert.That(app.Others.Orders.Single(order => order.AccountId == client.AccountId).Groups, Has.Count.EqualTo(3));
        var last = (await client.GetAsync(answer.Json[3].GetProperty("job_id").GetGuid())).Json;
        Assert.That(last.GetProperty("attachments")[0].GetProperty("name").GetString(), Is.EqualTo("b.pdf"));
        Assert.That((await client.GetAsync(answer.Json[2].GetProperty("job_id").GetGuid())).Json.GetProperty("files")[0].GetProperty("name").GetString(), Is.EqualTo("a.png"));
    }

    [TestCase("\"metadata\":[1]", "metadata")]
    [TestCase("\"priority\":\"soon\"", "priority")]
    [TestCase("\"due_date\":\"tomorrow\"", "due_date")]
    [TestCase("\"assignees\":[]", "assignees")]
    [TestCase("\"assignees\":[\"a@example.com\",\"nobody\"]", "assignees[1]")]
    [TestCase("\"team_id\":\"red\"", "team_id")]
    [TestCase("\"template\":{\"fields\":[{\"name\":\"a\",\"type\":\"guess\"}]}", "template.fields[0].type")]
    [TestCase("\"template\":{}", "template.fields")]
    [TestCase("\"attachments\":[]", "attachments")]
    [TestCase("\"attachments\":[null]", "attachments[0]")]
    [TestCase("\"attachments\":[{\"type\":\"smell\",\"url\":\"https://example.com/a\"}]", "attachments[0].type")]
    [TestCase("\"attachments\":[{\"type\":\"image\"}]", "attachments[0].url")]
    [TestCase("\"attachments\":[{\"type\":\"image\",\"url\":\"file:///etc/passwd\"}]", "attachments[0].url")]
    [TestCase("\"attachments\":[{\"type\":\"website\",\"url\":\"javascript:alert(1)\"}]", "attachments[0].url")]
    [TestCase("\"attachments\":[{\"type\":\"image\",\"content\":\"x\"}]", "attachments[0].content")]
    [TestCase("\"attachments\":[{\"type\":\"text\",\"content\":\"x\",\"url\":\"https://example.com/a\"}]", "attachments[0].content")]
    [TestCase("\"default_annotations\":[],\"expiration_minutes\":1", "default_annotations")]
    [TestCase("\"default_annotations\":{}", "default_annotations")]
    public async Task A_fault_of_form_is_named_by_its_path(string members, string path)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order(members));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Fields, Is.EqualTo(new[] { path }), answer.Text);
    }

    [TestCase("metadata", 64)]
    [TestCase("content", 256)]
    [TestCase("default_annotations", 256)]
    public async Task Each_limit_of_size_holds_to_the_byte(string member, int kib)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        app.GivenProject(client.AccountId, id: client.ProjectId, version: 3, allowsFallback: true);
        string Of(int bytes) => $$"""{"a":"{{new string('x', bytes - 8)}}"}""";

        var fits = await client.PostAsync(client.Order($"\"expiration_minutes\":5,\"{member}\":{Of(kib * 1024)}"));
        var tooLarge = await client.PostAsync(client.Order($"\"expiration_minutes\":5,\"{member}\":{Of((kib * 1024) + 1)}"));

        Assert.That(fits.Status, Is.EqualTo(HttpStatusCode.Created), fits.Text);
        Assert.That(tooLarge.Fields, Is.EqualTo(new[] { member }));
    }

    [Test]
    public async Task An_attachment_that_cannot_be_used_refuses_the_job()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var forbidden = await client.PostAsync(client.Order("\"attachments\":[{\"type\":\"image\",\"url\":\"http://127.0.0.1/a.png\"}]"));
        var missing = await client.PostAsync(client.Order("\"attachments\":[{\"type\":\"website\",\"url\":\"https://x.org/\"},{\"type\":\"video\",\"url\":\"https://example.com/missing\"}]"));

        Assert.That((forbidden.Status, forbidden.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "url_unusable")), forbidden.Text);
        Assert.That(forbidden.Fields, Is.EqualTo(new[] { "attachments[0].url" }));
        Assert.That(missing.Fields, Is.EqualTo(new[] { "attachments[1].url" }), missing.Text);
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.Zero);
    }

    [TestCase(true, "expire")]
    [TestCase(false, null)]
    public async Task What_a_client_wishes_of_the_simulator_is_told_of_test_jobs_alone(bool isTest, string? wish)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject(isTest);
        await using var tap = await app.Host.TapAsync<JobCreated>();

        var id = await client.CreateAsync("\"metadata\":{\"simulate\":\"expire\"}");
        var other = await client.CreateAsync("\"metadata\":{\"simulate\":7}");

        Assert.That((await tap.NextAsync(created => created.JobId == id)).Simulate, Is.EqualTo(wish));
        Assert.That((await tap.NextAsync(created => created.JobId == other)).Simulate, Is.Null);
    }

    [Test]
    public async Task The_projects_template_of_the_moment_is_named_by_id_and_version()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var template = app.GivenProject(client.AccountId, id: client.ProjectId, version: 3, form: Form).Template!;

        var job = (await client.GetAsync(await client.CreateAsync())).Json;
        var own = (await client.GetAsync(await client.CreateAsync($"\"template\":{Form}"))).Json;

        Assert.That(job.GetProperty("template").GetRawText(), Is.EqualTo($$"""{"id":"{{template.TemplateId}}","version":4}"""));
        Assert.That(own.GetProperty("template").GetRawText(), Is.EqualTo("""{"own":true}"""));
    }
}
