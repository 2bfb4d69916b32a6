using System.Net;
using System.Net.Http.Json;

namespace Hitl.Projects.Tests.Api;

internal sealed class RotatingKeys
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task A_rotation_succeeds_at_the_limit_and_its_old_key_does_not_count()
    {
        var account = await App.GivenAccountAsync();
        var (first, _) = await App.GivenKeyAsync(account);
        var (second, _) = await App.GivenKeyAsync(account);

        await (await RotateAsync(account, first, null)).ReadAsync(HttpStatusCode.Created);
        await (await CreateAsync(account, new { name = "Third", mode = "live" })).ReadProblemAsync(HttpStatusCode.Conflict, "key_limit_reached");
        await App.Admin.DeleteAsync($"{PathOf(account)}/{second}");

        await App.GivenKeyAsync(account);
    }

    [Test]
    public async Task After_a_rotation_both_keys_work_and_the_new_one_is_of_the_same_name_and_mode()
    {
        var account = await App.GivenAccountAsync();
        var (id, old) = await App.GivenKeyAsync(account, "test");

        var rotated = await (await RotateAsync(account, id, new { overlap_minutes = 60 })).ReadAsync(HttpStatusCode.Created);

        var fresh = rotated.GetProperty("key").GetString()!;
        Assert.That(fresh, Is.Not.EqualTo(old));
        Assert.That(rotated.GetProperty("id").GetGuid(), Is.Not.EqualTo(id));
        Assert.That(rotated.GetProperty("name").GetString(), Is.EqualTo("Server"));
        Assert.That(rotated.GetProperty("mode").GetString(), Is.EqualTo("test"));
        Assert.That((await App.ResolveAsync(fresh))!.ExpiresAt, Is.Null);
        Assert.That((await App.ResolveAsync(old))!.ExpiresAt, Is.EqualTo(DateTimeOffset.UtcNow.AddMinutes(60)).Within(TimeSpan.FromMinutes(5)));
        Assert.That(await StatusAsync(account, id), Is.EqualTo("expiring"));
    }

    [Test]
    public async Task The_overlap_is_a_day_unless_it_is_named()
    {
        var account = await App.GivenAccountAsync();
        var (id, old) = await App.GivenKeyAsync(account);

        await (await RotateAsync(account, id, null)).ReadAsync(HttpStatusCode.Created);

        Assert.That((await App.ResolveAsync(old))!.ExpiresAt, Is.EqualTo(DateTimeOffset.UtcNow.AddDays(1)).Within(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_rotation_without_overlap_ends_the_old_key_at_once()
    {
        var account = await App.GivenAccountAsync();
        var (id, old) = await App.GivenKeyAsync(account);

        await (await RotateAsync(account, id, new { overlap_minutes = 0 })).ReadAsync(HttpStatusCode.Created);

        Assert.That(await App.ResolveAsync(old), Is.Null);
        Assert.That(await StatusAsync(account, id), Is.EqualTo("expired"));
    }

    [Test]
    public async Task A_rotated_key_works_until_its_overlap_ends()
    {
        var clock = new ManualClock();
        await using var app = await ProjectsApp.StartAsync(new ServiceHostOptions { Clock = clock }, App.Files);
        var account = await app.GivenAccountAsync();
        var (id, old) = await app.GivenKeyAsync(account);
        await app.Admin.PostAsJsonAsync($"{PathOf(account)}/{id}/rotate", new { overlap_minutes = 60 });

        clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(1));
        Assert.That(await app.ResolveAsync(old), Is.Not.Null);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await app.ResolveAsync(old), Is.Null);
    }

    [Test]
    public async Task A_key_that_is_on_its_way_out_is_not_rotated_again()
    {
        var account = await App.GivenAccountAsync();
        var (rotated, _) = await App.GivenKeyAsync(account);
        var (revoked, _) = await App.GivenKeyAsync(account);
        await RotateAsync(account, rotated, null);
        await App.Admin.DeleteAsync($"{PathOf(account)}/{revoked}");

        await (await RotateAsync(account, rotated, null)).ReadProblemAsync(HttpStatusCode.Conflict, "key_not_active");
        await (await RotateAsync(account, revoked, null)).ReadProblemAsync(HttpStatusCode.Conflict, "key_not_active");
    }

    [TestCase("-1")]
    [TestCase("1441")]
    [TestCase("\"60\"")]
    public async Task An_overlap_out_of_its_range_is_400(string overlap)
    {
        var account = await App.GivenAccountAsync();
        var (id, _) = await App.GivenKeyAsync(account);

        var response = await App.Admin.PostAsync(
            $"{PathOf(account)}/{id}/rotate", new StringContent($$"""{"overlap_minutes": {{overlap}}}""", null, "application/json"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest, "invalid_request", "overlap_minutes");
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
