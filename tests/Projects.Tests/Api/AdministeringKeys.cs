using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Api;

internal sealed class AdministeringKeys
{
    private static ProjectsApp App => Shared.App;

    [TestCase("live", ApiKeyMode.Live)]
    [TestCase("test", ApiKeyMode.Test)]
    public async Task A_new_key_is_shown_once_and_works(string word, ApiKeyMode mode)
    {
        var account = await App.GivenAccountAsync();

        var response = await CreateAsync(account, new { name = "Server", mode = word });

        var created = await response.ReadAsync(HttpStatusCode.Created);
        var key = created.GetProperty("key").GetString()!;
        Assert.That(created.NamesOf(), Is.EqualTo(new[] { "id", "name", "mode", "key", "prefix", "create_date" }));
        Assert.That(created.GetProperty("name").GetString(), Is.EqualTo("Server"));
        Assert.That(created.GetProperty("mode").GetString(), Is.EqualTo(word));
        Assert.That(ApiKeyFormat.TryParse(key, out var parsed) && parsed == mode, Is.True, key);
        Assert.That(created.GetProperty("prefix").GetString(), Is.EqualTo(ApiKeyFormat.DisplayPrefixOf(key)));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That((await App.ResolveAsync(key))?.AccountId, Is.EqualTo(account));
    }

    [Test]
    public async Task The_list_shows_what_became_of_each_key_but_never_the_key()
    {
        var account = await App.GivenAccountAsync();
        var (id, key) = await App.GivenKeyAsync(account);
        await App.GivenKeyAsync(account, "test");

        var response = await App.Admin.GetAsync(PathOf(account));

        var page = await response.ReadAsync(HttpStatusCode.OK);
        var listed = page.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == id);
        Assert.That(page.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        Assert.That(page.ToString(), Does.Not.Contain(key));
        Assert.That(listed.NamesOf(), Is.EqualTo(new[]
        {
            "id", "name", "mode", "prefix", "status", "create_date", "expire_date", "revoke_date", "last_used_date",
        }));
        Assert.That(listed.GetProperty("status").GetString(), Is.EqualTo("active"));
        Assert.That(listed.GetProperty("expire_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task The_database_holds_no_key_in_clear()
    {
        await using var app = await ProjectsApp.StartAsync(files: App.Files);
        var account = await app.GivenAccountAsync();
        var (id, key) = await app.GivenKeyAsync(account);
        var rotated = await app.Admin.PostAsync($"{PathOf(account)}/{id}/rotate", null);

        await Secrets.AssertNotInAsync(app.Database, key);
        await Secrets.AssertNotInAsync(app.Database, (await rotated.ReadAsync(HttpStatusCode.Created)).GetProperty("key").GetString()!);
    }

    [Test]
    public async Task An_account_has_two_active_keys_of_each_mode_at_the_most()
    {
        var account = await App.GivenAccountAsync();
        foreach (var mode in new[] { "live", "live", "test", "test" }) await App.GivenKeyAsync(account, mode);

        foreach (var mode in new[] { "live", "test" })
            await (await CreateAsync(account, new { name = "Third", mode })).ReadProblemAsync(HttpStatusCode.Conflict, "key_limit_reached");
    }

    [Test]
    public async Task Of_many_keys_asked_for_at_once_two_are_made()
    {
        var account = await App.GivenAccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => CreateAsync(account, new { name = $"Key {i}", mode = "live" })));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), Is.EqualTo(2));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(6));
    }

    [Test]
    public async Task A_revoked_key_makes_room()
    {
        var account = await App.GivenAccountAsync();
        var (first, _) = await App.GivenKeyAsync(account);
        await App.GivenKeyAsync(account);

        await App.Admin.DeleteAsync($"{PathOf(account)}/{first}");

        await App.GivenKeyAsync(account);
    }

    [Test]
    public async Task A_revoked_key_no_longer_works_and_revoking_it_again_changes_nothing()
    {
        var account = await App.GivenAccountAsync();
        var (id, key) = await App.GivenKeyAsync(account);

        var first = await App.Admin.DeleteAsync($"{PathOf(account)}/{id}");
        var again = await App.Admin.DeleteAsync($"{PathOf(account)}/{id}");

        Assert.That((first.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.NoContent, HttpStatusCode.NoContent)));
        Assert.That(await App.ResolveAsync(key), Is.Null);
        Assert.That(await StatusAsync(account, id), Is.EqualTo("revoked"));
    }

    [Test]
    public async Task Whoever_remembers_a_key_hears_of_each_change()
    {
        var account = await App.GivenAccountAsync();
        await using var tap = await App.Host.TapAsync<ApiKeyChanged>();

        var (old, secret) = await App.GivenKeyAsync(account);
        var fresh = (await (await RotateAsync(account, old, null)).ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await App.Admin.DeleteAsync($"{PathOf(account)}/{fresh}");

        await Eventually.AssertAsync(() => tap.Events.Count(changed => changed.KeyId == old) == 2, "the old key was made and rotated");
        await Eventually.AssertAsync(() => tap.Events.Count(changed => changed.KeyId == fresh) == 2, "the new key was made and revoked");
        var heard = tap.Events.First(changed => changed.KeyId == old);
        Assert.That((heard.LookupId, heard.AccountId), Is.EqualTo((ApiKeyFormat.LookupIdOf(secret), (Guid?)account)));
    }

    [TestCase("""{"mode": "live"}""", "name")]
    [TestCase("""{"name": " ", "mode": "live"}""", "name")]
    [TestCase("""{"name": "Server"}""", "mode")]
    [TestCase("""{"name": "Server", "mode": "admin"}""", "mode")]
    public async Task A_bad_field_of_a_new_key_is_400_by_name(string body, string field)
    {
        var response = await App.Admin.PostAsync(PathOf(await App.GivenAccountAsync()), new StringContent(body, null, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);
    }

    [Test]
    public async Task Keys_pages_hold_every_key_once()
    {
        var account = await App.GivenAccountAsync();
        foreach (var mode in new[] { "live", "live", "test" }) await App.GivenKeyAsync(account, mode);

        var first = await (await App.Admin.GetAsync($"{PathOf(account)}?limit=2")).ReadAsync(HttpStatusCode.OK);
        var cursor = first.GetProperty("next_cursor").GetString();
        var second = await (await App.Admin.GetAsync($"{PathOf(account)}?limit=2&cursor={cursor}")).ReadAsync(HttpStatusCode.OK);

        Guid[] shown = [.. first.GetProperty("items").IdsOf(), .. second.GetProperty("items").IdsOf()];
        Assert.That(shown, Has.Length.EqualTo(3).And.Unique);
        Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        await (await App.Admin.GetAsync($"{PathOf(account)}?limit=0")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "limit");
    }

    [Test]
    public async Task A_key_is_only_found_in_its_own_account()
    {
        var (id, _) = await App.GivenKeyAsync(await App.GivenAccountAsync());
        var other = await App.GivenAccountAsync();

        foreach (var key in new[] { id.ToString(), Guid.CreateVersion7().ToString(), "x" })
        {
            var rotate = await App.Admin.PostAsync($"{PathOf(other)}/{key}/rotate", null);
            await rotate.ReadProblemAsync(HttpStatusCode.NotFound, "key_not_found");
            await (await App.Admin.DeleteAsync($"{PathOf(other)}/{key}")).ReadProblemAsync(HttpStatusCode.NotFound, "key_not_found");
        }
    }

    [Test]
    public async Task Keys_of_an_unknown_account_are_404()
    {
        var path = PathOf(Guid.CreateVersion7());

        await (await App.Admin.GetAsync(path)).ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
        var create = await App.Admin.PostAsJsonAsync(path, new { name = "Server", mode = "live" });
        await create.ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
        var rotate = await App.Admin.PostAsync($"{path}/{Guid.CreateVersion7()}/rotate", null);
        await rotate.ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
        await (await App.Admin.DeleteAsync($"{path}/{Guid.CreateVersion7()}")).ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
    }

    [Test]
    public async Task Others_than_administrators_are_refused()
    {
        var account = await App.GivenAccountAsync();
        var (id, _) = await App.GivenKeyAsync(account);
        var client = App.ClientOf(account);

        await (await client.GetAsync(PathOf(account))).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var create = await client.PostAsJsonAsync(PathOf(account), new { name = "Server", mode = "live" });
        await create.ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await client.PostAsync($"{PathOf(account)}/{id}/rotate", null)).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await client.DeleteAsync($"{PathOf(account)}/{id}")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await App.Host.ClientFor(null).GetAsync(PathOf(account))).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private static string PathOf(Guid account) => $"/v1/admin/accounts/{account}/keys";

    private static Task<HttpResponseMessage> CreateAsync(Guid account, object body) => App.Admin.PostAsJsonAsync(PathOf(account), body);

    private static Task<HttpResponseMessage> RotateAsync(Guid account, Guid key, object? body) =>
        App.Admin.PostAsync($"{PathOf(account)}/{key}/rotate", body is null ? null : JsonContent.Create(body));

    private static async Task<string?> StatusAsync(Guid account, Guid key)
    {
        var page = await (await App.Admin.GetAsync(PathOf(account))).ReadAsync(HttpStatusCode.OK);
        return page.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == key).GetProperty("status").GetString();
    }
}
