using System.Text;
using System.Text.Json;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>What today's official client changes of a task: tags, its own id, metadata.</summary>
[TestFixture]
internal sealed class LabelingTasks
{
    private ScaleApp _scale = null!;

    [SetUp]
    public async Task StartAsync() => _scale = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scale.DisposeAsync();

    [Test]
    public async Task Tags_are_set_added_and_taken_away_by_a_bare_list()
    {
        var id = IdOf(await _scale.CreateAsync(more: ""","tags":["a"]"""));

        Assert.That(TagsOf((await SendAsync(HttpMethod.Put, $"/task/{id}/tags", """["a","b"]""")).Ok()), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(TagsOf((await SendAsync(HttpMethod.Delete, $"/task/{id}/tags", """["a","x"]""")).Ok()), Is.EqualTo(new[] { "b" }));
        Assert.That(TagsOf((await SendAsync(HttpMethod.Post, $"/task/{id}/tags", """["c"]""")).Ok()), Is.EqualTo(new[] { "c" }));
        // The client sends no body for an empty list.
        Assert.That((await SendAsync(HttpMethod.Post, $"/task/{id}/tags", null)).Ok().TryGetProperty("tags", out _), Is.False);
        Assert.That((await SendAsync(HttpMethod.Put, $"/task/{id}/tags", """[1]""")).Refused(400), Does.Contain("tags"));
        var many = string.Join(',', Enumerable.Range(0, 50).Select(n => $"\"{n}\""));
        Assert.That((await SendAsync(HttpMethod.Post, $"/task/{id}/tags", $"[{many}]")).Ok().GetProperty("tags").GetArrayLength(), Is.EqualTo(50));
        Assert.That((await SendAsync(HttpMethod.Put, $"/task/{id}/tags", """["one more"]""")).Refused(400), Does.Contain("tags"));
    }

    [Test]
    public async Task A_unique_id_is_set_cleared_and_refused_where_another_task_has_it()
    {
        var first = IdOf(await _scale.CreateAsync(more: ""","unique_id":"u1" """));
        var second = IdOf(await _scale.CreateAsync());

        Assert.That(
            (await SendAsync(HttpMethod.Post, $"/task/{second}/unique_id", """{"unique_id":"u1"}""")).Refused(409),
            Is.EqualTo($"The unique_id (\"u1\") is already used for a different task ({first})."));
        Assert.That((await SendAsync(HttpMethod.Delete, $"/task/{first}/unique_id", null)).Ok().TryGetProperty("unique_id", out _), Is.False);
        Assert.That((await SendAsync(HttpMethod.Post, $"/task/{second}/unique_id", """{"unique_id":"u1"}""")).Ok().GetProperty("unique_id").GetString(), Is.EqualTo("u1"));
        Assert.That((await SendAsync(HttpMethod.Post, $"/task/{second}/unique_id", "{}")).Refused(400), Does.Contain("unique_id"));
        Assert.That((await SendAsync(HttpMethod.Post, $"/task/{second}/cancel?clear_unique_id=true", null)).Ok().TryGetProperty("unique_id", out _), Is.False);
    }

    [Test]
    public async Task Metadata_is_replaced_as_it_is_sent()
    {
        var id = IdOf(await _scale.CreateAsync(more: ""","metadata":{"old":1}"""));

        var task = (await SendAsync(HttpMethod.Post, $"/task/{id}/setMetadata", """{"new":{"n":1.10}}""")).Ok();

        Assert.That(task.GetProperty("metadata").GetRawText(), Is.EqualTo("""{"new":{"n":1.10}}"""));
    }

    [Test]
    public async Task Another_accounts_task_is_unknown()
    {
        var id = IdOf(await _scale.CreateAsync());
        using var stranger = _scale.ClientOf(Guid.CreateVersion7());

        foreach (var path in new[] { "tags", "unique_id", "setMetadata" })
            (await ScaleApp.SendAsync(stranger, HttpMethod.Post, $"/task/{id}/{path}", Json("""{"unique_id":"a"}"""))).Refused(404);
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, string? json) => ScaleApp.SendAsync(_scale.Live, method, path, json is null ? null : Json(json));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static string IdOf(JsonElement task) => task.GetProperty("task_id").GetString()!;

    private static IEnumerable<string?> TagsOf(JsonElement task) => task.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
}
