using System.Text.Json;
using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Tests.Scale;

[TestFixture]
internal sealed class ListingTasks
{
    private ScaleApp _scale = null!;

    [SetUp]
    public async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scale.DisposeAsync();

    [Test]
    public async Task A_list_is_the_newest_first_with_what_the_document_prints_around_it()
    {
        var first = await _scale.CreateAsync();
        var second = await _scale.CreateAsync();

        var list = await ListAsync("");

        Assert.That(IdsOf(list), Is.EqualTo(new[] { IdOf(second), IdOf(first) }));
        Assert.That(
            list.EnumerateObject().Where(member => member.Name != "docs").Select(member => member.ToString()),
            Is.EqualTo(new[] { "\"total\":2", "\"limit\":100", "\"offset\":0", "\"has_more\":false" }));
    }

    [Test]
    public async Task Pages_follow_by_offset_and_by_token()
    {
        var tasks = new List<JsonElement>();
        for (var i = 0; i < 5; i++) tasks.Add(await _scale.CreateAsync());
        string[] newest = [.. tasks.Select(IdOf).Reverse()];

        var second = await ListAsync("?limit=2&offset=2");
        Assert.That(IdsOf(second), Is.EqualTo(newest[2..4]));
        Assert.That((second.GetProperty("total").GetInt32(), second.GetProperty("offset").GetInt32(), second.GetProperty("has_more").GetBoolean()), Is.EqualTo((5, 2, true)));

        var last = await ListAsync($"?limit=2&next_token={second.GetProperty("next_token")}");
        Assert.That(IdsOf(last), Is.EqualTo(newest[4..]));
        Assert.That(last.GetProperty("has_more").GetBoolean(), Is.False);
        Assert.That(last.TryGetProperty("next_token", out _), Is.False);
    }

    [TestCase("pending", JobStatus.New, JobStatus.Progress)]
    [TestCase("completed", JobStatus.Done)]
    [TestCase("canceled", JobStatus.Canceled, JobStatus.Expired)]
    [TestCase("error", JobStatus.Error)]
    public async Task A_list_by_status_shows_those_of_ours_that_it_means(string status, params JobStatus[] ours)
    {
        foreach (var one in Enum.GetValues<JobStatus>())
        {
            var task = await _scale.CreateAsync();
            _scale.Jobs.Change(_scale.JobOf(task).JobId, job => job with { Status = one, Error = "No.", Annotations = JsonOf.Text("{}") });
        }

        var docs = (await ListAsync($"?status={status}")).GetProperty("docs").EnumerateArray().ToList();
        Assert.That(docs, Has.Count.EqualTo(ours.Length));
        Assert.That(docs.Select(task => task.GetProperty("status").GetString()), Is.All.EqualTo(status));
    }

    [TestCase("categorization", 1)]
    [TestCase("categorize", 1)]
    [TestCase("transcription", 0)]
    [TestCase("anything", 0)]
    public async Task A_list_by_type_shows_that_type(string type, int count)
    {
        await _scale.CreateAsync();
        Assert.That((await ListAsync($"?type={type}")).GetProperty("docs").GetArrayLength(), Is.EqualTo(count));
    }

    [Test]
    public async Task A_tasks_own_time_is_within_both_ends_and_a_time_without_a_zone_is_UTC()
    {
        var task = await _scale.CreateAsync();
        var shown = task.GetProperty("created_at").GetString()!;
        var created = DateTimeOffset.Parse(shown, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var time in new[] { shown, shown.TrimEnd('Z'), shown.TrimEnd('Z').Replace('T', ' '), $"{created.ToOffset(TimeSpan.FromHours(2)):yyyy-MM-ddTHH:mm:ss.fff}+02:00" })
        {
            foreach (var written in new[] { Uri.EscapeDataString(time), time.Replace(" ", "%20", StringComparison.Ordinal) })
                Assert.That(IdsOf(await ListAsync($"?start_time={written}&end_time={written}")), Is.EqualTo(new[] { IdOf(task) }), written);
        }

        Assert.That(IdsOf(await ListAsync($"?start_time={created.AddMilliseconds(1):O}".Replace("+", "%2B", StringComparison.Ordinal))), Is.Empty);
        Assert.That(IdsOf(await ListAsync($"?end_time={created.AddMilliseconds(-1):O}".Replace("+", "%2B", StringComparison.Ordinal))), Is.Empty);
        Assert.That(IdsOf(await ListAsync("?start_time=2016-06-23")), Is.EqualTo(new[] { IdOf(task) }));
        Assert.That(IdsOf(await ListAsync("?end_time=2016-06-23")), Is.Empty);
    }

    [Test]
    public async Task Tasks_are_found_by_the_ends_of_their_work_by_tags_and_by_the_clients_own_ids()
    {
        var one = await _scale.CreateAsync(more: ""","unique_id":"u1","tags":["red","blue"]""");
        var two = await _scale.CreateAsync(more: ""","unique_id":"u2","tags":["green"]""");
        await _scale.CreateAsync();
        _scale.Complete(two, """{"category":"big"}""");

        Assert.That(one.GetProperty("unique_id").GetString(), Is.EqualTo("u1"));
        Assert.That(one.GetProperty("tags").GetRawText(), Is.EqualTo("""["red","blue"]"""));
        Assert.That(IdsOf(await ListAsync("?unique_id=u1")), Is.EqualTo(new[] { IdOf(one) }));
        var both = await ListAsync("?unique_id=u1&unique_id=u2&unique_id=u3&limit=1");
        Assert.That(IdsOf(both), Is.EqualTo(new[] { IdOf(two) }));
        Assert.That((both.GetProperty("total").GetInt32(), both.GetProperty("has_more").GetBoolean()), Is.EqualTo((2, true)));
        Assert.That(IdsOf(await ListAsync("?tags=blue&tags=green")), Is.EqualTo(new[] { IdOf(two), IdOf(one) }));
        Assert.That(IdsOf(await ListAsync("?completed_after=2016-01-01")), Is.EqualTo(new[] { IdOf(two) }));
        Assert.That(IdsOf(await ListAsync("?completed_before=2016-01-01")), Is.Empty);
        Assert.That(IdsOf(await ListAsync("?updated_after=2016-01-01")), Has.Length.EqualTo(3));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=101", "limit")]
    [TestCase("limit=ten", "limit")]
    [TestCase("offset=-1", "offset")]
    [TestCase("status=done", "status")]
    [TestCase("start_time=yesterday", "start_time")]
    [TestCase("end_time=2016-13-01", "end_time")]
    [TestCase("next_token=x", "next_token")]
    public async Task A_wrong_parameter_is_named(string query, string name) =>
        Assert.That((await _scale.GetAsync("/tasks?" + query)).Refused(400), Does.StartWith(name));

    [Test]
    public async Task A_key_lists_the_tasks_of_its_own_mode_and_account()
    {
        var live = await _scale.CreateAsync();
        var test = await _scale.CreateAsync(_scale.Test);
        await _scale.CreateAsync(_scale.ClientOf(Guid.CreateVersion7()));

        Assert.That(IdsOf(await ListAsync("")), Is.EqualTo(new[] { IdOf(live) }));
        Assert.That(IdsOf((await ScaleApp.SendAsync(_scale.Test, HttpMethod.Get, "/tasks")).Ok()), Is.EqualTo(new[] { IdOf(test) }));
    }

    private async Task<JsonElement> ListAsync(string query) => (await _scale.GetAsync("/tasks" + query)).Ok();

    private static string IdOf(JsonElement task) => task.GetProperty("task_id").GetString()!;

    private static string[] IdsOf(JsonElement list) => [.. list.GetProperty("docs").EnumerateArray().Select(IdOf)];
}
