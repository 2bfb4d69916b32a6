using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Administration;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Tests.Api;

internal sealed class ReadingTheAudit
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task An_act_stands_in_the_audit_with_who_what_where_and_when()
    {
        var (client, actor) = NewAdministrator();
        var project = await App.GivenProjectAsync(await App.GivenAccountAsync());

        var response = await client.PostAsync($"/v1/admin/projects/{project}/activate", null);

        var act = (await EventuallyAsync($"actor={actor}", 1)).Single();
        Assert.That(act.NamesOf(), Is.EqualTo(new[] { "id", "actor", "action", "path", "request_id", "date" }));
        Assert.That(act.GetProperty("actor").GetString(), Is.EqualTo(actor));
        Assert.That(act.GetProperty("action").GetString(), Is.EqualTo("ActivateProject"));
        Assert.That(act.GetProperty("path").GetString(), Is.EqualTo($"/v1/admin/projects/{project}/activate"));
        Assert.That(act.GetProperty("request_id").GetString(), Is.EqualTo(response.Headers.GetValues("X-Request-Id").Single()));
        Assert.That(act.GetProperty("date").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task Every_kind_of_act_is_recorded_and_neither_refusals_nor_looks_are()
    {
        var (client, actor) = NewAdministrator();
        var account = (await (await client.PostAsJsonAsync("/v1/admin/accounts", new { name = "Acme", plan = "standard" })).ReadAsync(HttpStatusCode.Created))
            .GetProperty("id").GetGuid();
        var project = await App.GivenProjectAsync(account);
        var keys = $"/v1/admin/accounts/{account}/keys";

        await client.PatchAsync($"/v1/admin/accounts/{account}", JsonContent.Create(new { name = "Acme Ltd" }));
        var created = await client.PostAsJsonAsync(keys, new { name = "Server", mode = "live" });
        var key = (await created.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await client.PostAsync($"{keys}/{key}/rotate", null);
        await client.DeleteAsync($"{keys}/{key}");
        await client.PutAsJsonAsync($"/v1/admin/projects/{project}/settings", new { lease_minutes = 5 });
        await client.PostAsJsonAsync($"/v1/admin/projects/{project}/deactivate", new { reason = "Paused" });
        await client.PostAsJsonAsync($"/v1/admin/projects/{project}/deactivate", new { reason = "Again" });
        await client.PostAsJsonAsync("/v1/admin/accounts", new { name = "" });
        await client.GetAsync(keys);
        await client.PostAsync($"/v1/admin/projects/{project}/activate", null);

        var acts = await EventuallyAsync($"actor={actor}", 8);
        Assert.That(acts.Select(act => act.GetProperty("action").GetString()), Is.EquivalentTo(new[]
        {
            "CreateAccount", "ChangeAccount", "CreateApiKey", "RotateApiKey", "RevokeApiKey", "ConfigureProject", "DeactivateProject", "ActivateProject",
        }));
    }

    [Test]
    public async Task Acts_in_other_services_come_in_once_however_often_they_arrive()
    {
        var act = ActOf(NewAdministrator().Actor, "CreateAnnotator", DateTimeOffset.UtcNow);
        var messageId = Guid.CreateVersion7();

        for (var i = 0; i < 3; i++) await App.Host.PublishAsync(act, messageId);
        await App.Host.PublishAsync(act with { Action = "Last" });

        await EventuallyAsync($"actor={act.Actor}&action=Last", 1);
        Assert.That(await EventuallyAsync($"actor={act.Actor}&action=CreateAnnotator", 1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_audit_is_searched_by_who_what_and_since_when_newest_first()
    {
        var actor = NewAdministrator().Actor;
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await App.Host.PublishAsync(ActOf(actor, "B", noon));
        await App.Host.PublishAsync(ActOf(actor, "A", noon.AddMilliseconds(-1)));
        await App.Host.PublishAsync(ActOf(actor, "A", noon.AddMilliseconds(1)));
        await EventuallyAsync($"actor={actor}", 3);

        Assert.That(await MillisecondsAsync(""), Is.EqualTo(new[] { 1, 0, -1 }));
        Assert.That(await MillisecondsAsync("&action=A"), Is.EqualTo(new[] { 1, -1 }));
        Assert.That(await MillisecondsAsync("&since=2026-03-01T12:00:00Z"), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(await MillisecondsAsync("&since=2026-03-01T14:00:00%2B02:00"), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(await MillisecondsAsync("&since=2026-03-01T12:00:00.001Z&action=A"), Is.EqualTo(new[] { 1 }));
        Assert.That(await MillisecondsAsync("&since=2026-03-02"), Is.Empty);
        Assert.That(await MillisecondsAsync("&until=2026-03-01T12:00:00Z"), Is.EqualTo(new[] { -1 }));
        Assert.That(await MillisecondsAsync("&since=2026-03-01T12:00:00Z&until=2026-03-01T12:00:00.001Z"), Is.EqualTo(new[] { 0 }));
        Assert.That(await MillisecondsAsync("&path=/v1/admin/ann"), Is.EqualTo(new[] { 1, 0, -1 }));
        Assert.That(await MillisecondsAsync("&path=/v1/admin/ann%25tators"), Is.Empty);

        async Task<IEnumerable<int>> MillisecondsAsync(string filter) =>
            (await PageAsync($"actor={actor}{filter}")).GetProperty("items").EnumerateArray()
                .Select(act => (int)(act.GetProperty("date").GetDateTimeOffset() - noon).TotalMilliseconds).ToList();
    }

    [Test]
    public async Task Pages_hold_every_act_once()
    {
        var actor = NewAdministrator().Actor;
        var start = DateTimeOffset.UtcNow;
        for (var i = 0; i < 5; i++) await App.Host.PublishAsync(ActOf(actor, $"Act{i}", start.AddSeconds(i)));
        await EventuallyAsync($"actor={actor}", 5);

        var shown = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await PageAsync($"actor={actor}&limit=2&cursor={cursor}");
            shown.AddRange(page.GetProperty("items").EnumerateArray().Select(act => act.GetProperty("action").GetString()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(shown, Is.EqualTo(new[] { "Act4", "Act3", "Act2", "Act1", "Act0" }));
    }

    [TestCase("since=yesterday", "since")]
    [TestCase("since=01/02/2026", "since")]
    [TestCase("until=tomorrow", "until")]
    [TestCase("since=2026-03-02&until=2026-03-01", "until")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=x", "cursor")]
    public async Task A_bad_filter_is_400_by_name(string query, string field) =>
        await (await App.Admin.GetAsync($"/v1/admin/audit?{query}")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);

    [Test]
    public async Task Others_than_administrators_are_refused() =>
        await (await App.ClientOf(await App.GivenAccountAsync()).GetAsync("/v1/admin/audit")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");

    /// <summary>One whose acts no other test does.</summary>
    private static (HttpClient Client, string Actor) NewAdministrator()
    {
        var caller = new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true };
        return (App.Host.ClientFor(caller), $"key:{caller.KeyId}");
    }

    private static AdministratorActed ActOf(string actor, string action, DateTimeOffset at) =>
        new() { Actor = actor, Action = action, Path = "/v1/admin/annotators", RequestId = "r1", OccurredAt = at };

    private static async Task<IReadOnlyList<JsonElement>> EventuallyAsync(string filter, int count) =>
        await Eventually.GetAsync(
            async () => (IReadOnlyList<JsonElement>)[.. (await PageAsync(filter)).GetProperty("items").EnumerateArray()],
            acts => acts.Count == count,
            $"{count} acts with {filter}");

    private static async Task<JsonElement> PageAsync(string query) =>
        await (await App.Admin.GetAsync($"/v1/admin/audit?{query}")).ReadAsync(HttpStatusCode.OK);
}
