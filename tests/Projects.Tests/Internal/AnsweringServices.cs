using System.Net;
using System.Net.Http.Json;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests.Internal;

internal sealed class AnsweringServices
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task A_key_resolves_to_its_account_plan_and_mode()
    {
        var account = await App.GivenAccountAsync("professional");
        var (id, key) = await App.GivenKeyAsync(account, "test");

        var facts = await App.ResolveAsync(key);

        Assert.That(facts, Is.EqualTo(new ApiKeyFacts { KeyId = id, Mode = ApiKeyMode.Test, AccountId = account, Plan = Plan.Professional }));
    }

    [Test]
    public async Task The_lookup_id_alone_does_not_do()
    {
        var (_, key) = await App.GivenKeyAsync(await App.GivenAccountAsync());
        var lookup = ApiKeyFormat.LookupIdOf(key);

        foreach (var hash in new[] { new byte[32], ApiKeyFormat.HashOf(key + "x"), ApiKeyFormat.HashOf(key)[..31], [] })
            Assert.That(await App.AsService.ResolveApiKeyAsync(new ResolveApiKey(lookup, hash), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_unknown_key_resolves_to_nothing() =>
        Assert.That(await App.ResolveAsync(ApiKeyFormat.Generate(ApiKeyMode.Live)), Is.Null);

    [Test]
    public async Task The_keys_of_a_suspended_account_resolve_to_nothing_until_it_is_active_again()
    {
        var account = await App.GivenAccountAsync();
        var (_, key) = await App.GivenKeyAsync(account);

        await App.Admin.PatchAsync($"/v1/admin/accounts/{account}", JsonContent.Create(new { status = "suspended" }));
        Assert.That(await App.ResolveAsync(key), Is.Null);
        await App.Admin.PatchAsync($"/v1/admin/accounts/{account}", JsonContent.Create(new { status = "active" }));
        Assert.That(await App.ResolveAsync(key), Is.Not.Null);
    }

    [Test]
    public async Task The_last_use_of_a_key_is_noted_once_a_minute()
    {
        var clock = new ManualClock();
        await using var app = await ProjectsApp.StartAsync(new ServiceHostOptions { Clock = clock }, App.Files);
        var account = await app.GivenAccountAsync();
        var (_, key) = await app.GivenKeyAsync(account);
        var first = clock.GetUtcNow();

        await app.ResolveAsync(key);
        await UsedAtAsync(first);
        clock.Advance(TimeSpan.FromSeconds(59));
        await app.ResolveAsync(key);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = clock.GetUtcNow();
        await app.ResolveAsync(key);

        // Notes are written in order: had the one after 59 seconds been written, the second would now be refused.
        await UsedAtAsync(second);

        Task UsedAtAsync(DateTimeOffset expected) => Eventually.GetAsync(
            async () => (await (await app.Admin.GetAsync($"/v1/admin/accounts/{account}/keys")).ReadAsync(HttpStatusCode.OK))
                .GetProperty("items")[0].GetProperty("last_used_date").ToString(),
            seen => seen.Length > 0 && DateTimeOffset.Parse(seen, System.Globalization.CultureInfo.InvariantCulture) == expected,
            $"last used at {expected:O}");
    }

    [Test]
    public async Task A_project_is_given_whole_to_services()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account, "Cats");

        var facts = await App.AsService.GetProjectAsync(project, CancellationToken.None);

        Assert.That((facts!.ProjectId, facts.AccountId, facts.Name, facts.Version), Is.EqualTo((project, account, "Cats", 1L)));
        Assert.That(facts.InstructionsFile!.Name, Does.EndWith(".pdf"));
    }

    [Test]
    public async Task An_unknown_project_is_nothing() =>
        Assert.That(await App.AsService.GetProjectAsync(Guid.CreateVersion7(), CancellationToken.None), Is.Null);

    [Test]
    public async Task Only_services_may_ask()
    {
        var account = await App.GivenAccountAsync();
        var project = await App.GivenProjectAsync(account);
        var question = new { lookup_id = "abcdefgh", key_hash = Convert.ToBase64String(new byte[32]) };

        foreach (var client in new[] { App.Admin, App.ClientOf(account) })
        {
            await (await client.GetAsync($"/internal/projects/{project}")).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
            await (await client.PostAsJsonAsync("/internal/keys/resolve", question)).ReadProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        }

        var nobody = App.Host.ClientFor(null);
        await (await nobody.GetAsync($"/internal/projects/{project}")).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await (await nobody.PostAsJsonAsync("/internal/keys/resolve", question)).ReadProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }
}
