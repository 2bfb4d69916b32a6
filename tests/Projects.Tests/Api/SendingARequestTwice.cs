using System.Net;
using System.Net.Http.Json;

namespace Hitl.Projects.Tests.Api;

internal sealed class SendingARequestTwice
{
    private static ProjectsApp App => Shared.App;

    [Test]
    public async Task The_same_key_and_body_make_one_project_and_fetch_once()
    {
        var account = await App.GivenAccountAsync();
        var (key, url) = (NewKey(), FakeFiles.NewUrl());

        var first = await CreateProjectAsync(account, key, "Cats", url);
        var second = await CreateProjectAsync(account, key, "Cats", url);

        var id = (await first.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        Assert.That((await second.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid(), Is.EqualTo(id));
        Assert.That(first.Headers.Contains("Idempotency-Replayed"), Is.False);
        Assert.That(second.Headers.GetValues("Idempotency-Replayed"), Is.EqualTo(new[] { "true" }));
        Assert.That(App.Files.OrdersFor(url), Has.Count.EqualTo(1));
        Assert.That(await CountAsync(account), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_422()
    {
        var account = await App.GivenAccountAsync();
        var (key, url) = (NewKey(), FakeFiles.NewUrl());
        await (await CreateProjectAsync(account, key, "Cats", url)).ReadAsync(HttpStatusCode.Created);

        var other = await CreateProjectAsync(account, key, "Dogs", url);

        await other.ReadProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Test]
    public async Task The_same_key_is_409_while_the_first_request_still_runs()
    {
        var account = await App.GivenAccountAsync();
        var gate = new TaskCompletionSource();
        var (key, url) = (NewKey(), App.Files.Hold(gate.Task));
        var first = CreateProjectAsync(account, key, "Cats", url);
        await Eventually.AssertAsync(() => App.Files.OrdersFor(url).Count == 1, "the first request runs");

        var second = await CreateProjectAsync(account, key, "Cats", url);
        gate.SetResult();

        await second.ReadProblemAsync(HttpStatusCode.Conflict, "idempotency_key_in_use");
        await (await first).ReadAsync(HttpStatusCode.Created);
        Assert.That(await CountAsync(account), Is.EqualTo(1));
    }

    [Test]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var account = await App.GivenAccountAsync();
        var (key, url) = (NewKey(), App.Files.Refuse("too_large", "Too large."));
        await (await CreateProjectAsync(account, key, "Cats", url)).ReadProblemAsync(HttpStatusCode.UnprocessableEntity, "too_large");

        var second = await CreateProjectAsync(account, key, "Cats", FakeFiles.NewUrl());

        await second.ReadAsync(HttpStatusCode.Created);
    }

    [Test]
    public async Task Two_accounts_may_use_the_same_key()
    {
        var key = NewKey();
        var url = FakeFiles.NewUrl();

        var one = await (await CreateProjectAsync(await App.GivenAccountAsync(), key, "Cats", url)).ReadAsync(HttpStatusCode.Created);
        var other = await (await CreateProjectAsync(await App.GivenAccountAsync(), key, "Cats", url)).ReadAsync(HttpStatusCode.Created);

        Assert.That(one.GetProperty("id").GetGuid(), Is.Not.EqualTo(other.GetProperty("id").GetGuid()));
    }

    [Test]
    public async Task Creating_an_API_key_again_shows_the_same_key_of_which_the_database_holds_nothing_in_clear()
    {
        await using var app = await ProjectsApp.StartAsync(files: App.Files);
        var account = await app.GivenAccountAsync();
        var path = $"/v1/admin/accounts/{account}/keys";
        var key = NewKey();

        var first = await (await SendAsync(app.Admin, path, key, new { name = "Server", mode = "live" })).ReadAsync(HttpStatusCode.Created);
        var second = await (await SendAsync(app.Admin, path, key, new { name = "Server", mode = "live" })).ReadAsync(HttpStatusCode.Created);

        var secret = first.GetProperty("key").GetString()!;
        Assert.That(second.GetProperty("key").GetString(), Is.EqualTo(secret));
        Assert.That(second.GetProperty("id").GetGuid(), Is.EqualTo(first.GetProperty("id").GetGuid()));
        await Secrets.AssertNotInAsync(app.Database, secret);
        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM idempotency WHERE body IS NOT NULL"), Is.EqualTo(1));
    }

    private static string NewKey() => Guid.CreateVersion7().ToString();

    private static Task<HttpResponseMessage> CreateProjectAsync(Guid account, string key, string name, string url) =>
        SendAsync(App.ClientOf(account), "/v1/projects", key, new { name, instructions_file_url = url });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static Task<long> CountAsync(Guid account) =>
        App.Database.ScalarAsync<long>("SELECT count(*) FROM project WHERE account_id = @account", new { account });
}
