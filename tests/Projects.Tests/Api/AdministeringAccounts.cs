using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Api;

internal sealed class AdministeringAccounts
{
    private static readonly string[] Fields = ["id", "name", "plan", "status", "create_date", "default_callback_url"];

    private static ProjectsApp App => Shared.App;

    [TestCase("standard", Plan.Standard)]
    [TestCase("professional", Plan.Professional)]
    [TestCase("enterprise", Plan.Enterprise)]
    public async Task A_new_account_is_active_on_its_plan_and_published(string word, Plan plan)
    {
        await using var tap = await App.Host.TapAsync<AccountChanged>();

        var response = await App.Admin.PostAsJsonAsync("/v1/admin/accounts", new { name = "Acme", plan = word });

        var account = await response.ReadAsync(HttpStatusCode.Created);
        var id = account.GetProperty("id").GetGuid();
        Assert.That(account.NamesOf(), Is.EqualTo(Fields));
        Assert.That(account.GetProperty("name").GetString(), Is.EqualTo("Acme"));
        Assert.That(account.GetProperty("plan").GetString(), Is.EqualTo(word));
        Assert.That(account.GetProperty("status").GetString(), Is.EqualTo("active"));
        Assert.That(response.Headers.Location?.ToString(), Is.EqualTo($"/v1/admin/accounts/{id}"));
        var heard = await tap.NextAsync(changed => changed.AccountId == id);
        Assert.That((heard.Version, heard.Name, heard.Plan, heard.Status), Is.EqualTo((1L, "Acme", plan, AccountStatus.Active)));
        Assert.That((await GetAsync(id)).ToString(), Is.EqualTo(account.ToString()));
    }

    [TestCase("""{"plan": "standard"}""", "name")]
    [TestCase("""{"name": "", "plan": "standard"}""", "name")]
    [TestCase("""{"name": "Acme"}""", "plan")]
    [TestCase("""{"name": "Acme", "plan": "gold"}""", "plan")]
    [TestCase("""{"name": "Acme", "plan": 1}""", "plan")]
    public async Task A_bad_field_of_a_new_account_is_400_by_name(string body, string field)
    {
        var response = await App.Admin.PostAsync("/v1/admin/accounts", new StringContent(body, null, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);
    }

    [Test]
    public async Task Accounts_are_asked_for_by_their_ids_at_once()
    {
        var (one, other) = (await App.GivenAccountAsync(), await App.GivenAccountAsync());
        await App.GivenAccountAsync();

        var page = await (await App.Admin.GetAsync($"/v1/admin/accounts?ids={one},{other}")).ReadAsync(HttpStatusCode.OK);

        Assert.That(page.GetProperty("items").EnumerateArray().Select(account => account.GetProperty("id").GetGuid()), Is.EqualTo(new[] { other, one }));
        await (await App.Admin.GetAsync("/v1/admin/accounts?ids=x")).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "ids");
    }

    [Test]
    public async Task A_change_touches_only_what_it_names_and_is_published()
    {
        var id = await App.GivenAccountAsync();
        await using var tap = await App.Host.TapAsync<AccountChanged>();

        var changed = await (await PatchAsync(id, """{"plan": "enterprise", "default_callback_url": "https://acme.test/hook"}""")).ReadAsync(HttpStatusCode.OK);
        var suspended = await (await PatchAsync(id, """{"status": "suspended", "name": "Acme Ltd"}""")).ReadAsync(HttpStatusCode.OK);

        Assert.That(changed.NamesOf(), Is.EqualTo(Fields));
        Assert.That(suspended.ToString(), Is.EqualTo((await GetAsync(id)).ToString()));
        var heard = await tap.NextAsync(fact => fact.AccountId == id && fact.Version == 3);
        Assert.That(heard, Is.EqualTo(new AccountChanged
        {
            AccountId = id,
            Version = 3,
            Name = "Acme Ltd",
            Plan = Plan.Enterprise,
            Status = AccountStatus.Suspended,
            DefaultCallbackUrl = "https://acme.test/hook",
            OccurredAt = heard.OccurredAt,
        }));
    }

    [Test]
    public async Task Null_takes_the_callback_url_away_and_leaving_it_out_keeps_it()
    {
        var id = await App.GivenAccountAsync();
        await PatchAsync(id, """{"default_callback_url": "https://acme.test/hook"}""");

        var kept = await (await PatchAsync(id, """{"name": "Acme Ltd"}""")).ReadAsync(HttpStatusCode.OK);
        var gone = await (await PatchAsync(id, """{"default_callback_url": null}""")).ReadAsync(HttpStatusCode.OK);

        Assert.That(kept.GetProperty("default_callback_url").GetString(), Is.EqualTo("https://acme.test/hook"));
        Assert.That(gone.GetProperty("default_callback_url").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_change_to_what_is_so_already_is_none()
    {
        var id = await App.GivenAccountAsync();

        await (await PatchAsync(id, """{"name": "Acme", "plan": "standard", "status": "active"}""")).ReadAsync(HttpStatusCode.OK);
        await (await PatchAsync(id, "{}")).ReadAsync(HttpStatusCode.OK);

        Assert.That(await App.Database.ScalarAsync<long>("SELECT version FROM account WHERE id = @id", new { id }), Is.EqualTo(1));
    }

    [TestCase("""{"name": ""}""", "name")]
    [TestCase("""{"plan": "gold"}""", "plan")]
    [TestCase("""{"status": "deleted"}""", "status")]
    [TestCase("""{"default_callback_url": "acme.test/hook"}""", "default_callback_url")]
    [TestCase("""{"default_callback_url": ""}""", "default_callback_url")]
    [TestCase("""{"default_callback_url": 7}""", "default_callback_url")]
    public async Task A_bad_field_of_a_change_is_400_by_name(string body, string field) =>
        await (await PatchAsync(await App.GivenAccountAsync(), body)).ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", field);

    [Test]
    public async Task The_list_pages_over_all_accounts_newest_first()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++) ids.Add(await App.GivenAccountAsync());

        var shown = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await (await App.Admin.GetAsync($"/v1/admin/accounts?limit=2&cursor={cursor}")).ReadAsync(HttpStatusCode.OK);
            Assert.That(page.NamesOf(), Is.EqualTo(new[] { "items", "next_cursor" }));
            Assert.That(page.GetProperty("items")[0].NamesOf(), Is.EqualTo(Fields));
            shown.AddRange(page.GetProperty("items").IdsOf());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(shown, Is.SupersetOf(ids));
        Assert.That(shown, Is.Unique);
        Assert.That(shown.Select(id => id.ToString()), Is.Ordered.Descending.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public async Task An_unknown_account_is_404()
    {
        foreach (var id in new[] { Guid.CreateVersion7().ToString(), "x" })
        {
            await (await App.Admin.GetAsync($"/v1/admin/accounts/{id}")).ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
            var change = await App.Admin.PatchAsync($"/v1/admin/accounts/{id}", JsonContent.Create(new { name = "Acme" }));
            await change.ReadProblemAsync(HttpStatusCode.NotFound, "account_not_found");
        }
    }

    [Test]
    public async Task Others_than_administrators_are_refused()
    {
        var account = await App.GivenAccountAsync();
        var client = App.ClientOf(account);

        await (await client.GetAsync("/v1/admin/accounts")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await client.GetAsync($"/v1/admin/accounts/{account}")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var create = await client.PostAsJsonAsync("/v1/admin/accounts", new { name = "Acme", plan = "standard" });
        await create.ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        var change = await client.PatchAsync($"/v1/admin/accounts/{account}", JsonContent.Create(new { plan = "enterprise" }));
        await change.ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await App.Host.ClientFor(null).GetAsync("/v1/admin/accounts")).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private static async Task<JsonElement> GetAsync(Guid id) => await (await App.Admin.GetAsync($"/v1/admin/accounts/{id}")).ReadAsync(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> PatchAsync(Guid id, string body) =>
        App.Admin.PatchAsync($"/v1/admin/accounts/{id}", new StringContent(body, null, "application/json"));
}
