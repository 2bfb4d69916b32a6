using System.Net;

namespace Hitl.Jobs.Tests.Api;

internal sealed class RepeatingRequests
{
    [Test]
    public async Task The_same_key_and_body_answer_the_first_job_again()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var first = await client.PostAsync(client.Order(), ("Idempotency-Key", "k-1"));
        var second = await client.PostAsync(client.Order(), ("Idempotency-Key", "k-1"));
        var other = await client.PostAsync(client.Order(), ("Idempotency-Key", "k-2"));

        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.Text);
        Assert.That(first.Header("Idempotency-Replayed"), Is.Null);
        Assert.That((second.Status, second.Text, second.Header("Idempotency-Replayed")), Is.EqualTo((HttpStatusCode.Created, first.Text, "true")));
        Assert.That(other.Text, Is.Not.EqualTo(first.Text));
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_422()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await client.PostAsync(client.Order(), ("Idempotency-Key", "k"));

        var answer = await client.PostAsync(client.Order("\"expiration_minutes\":5"), ("Idempotency-Key", "k"));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused")));
    }

    [Test]
    public async Task While_the_first_still_runs_the_second_is_told_to_wait()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var order = client.Order(file: $"https://example.com/{Guid.CreateVersion7()}.png");
        var (arrived, go) = app.Others.Hold(order[order.IndexOf("example.com", StringComparison.Ordinal)..].Split('"')[0]);
        var first = client.PostAsync(order, ("Idempotency-Key", "k"));
        await arrived;

        var second = await client.PostAsync(order, ("Idempotency-Key", "k"));

        Assert.That((second.Status, second.Code), Is.EqualTo((HttpStatusCode.Conflict, "idempotency_key_in_use")));
        Assert.That(second.Header("Retry-After"), Is.EqualTo("1"));
        go.SetResult();
        Assert.That((await first).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var refused = await client.PostAsync(client.Order(file: "https://example.com/missing.png"), ("Idempotency-Key", "k"));
        var corrected = await client.PostAsync(client.Order(), ("Idempotency-Key", "k"));

        Assert.That((refused.Status, corrected.Status), Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created)));
    }

    [Test]
    public async Task A_run_that_lost_its_lease_writes_no_second_job()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var order = client.Order(file: $"https://example.com/{Guid.CreateVersion7()}.png");
        var (arrived, go) = app.Others.Hold(order[order.IndexOf("example.com", StringComparison.Ordinal)..].Split('"')[0]);
        var stuck = client.PostAsync(order, ("Idempotency-Key", "k"));
        await arrived;
        await app.Database.ExecuteAsync(
            "UPDATE idempotency SET lease_until = created_at - interval '1 minute' WHERE scope LIKE @scope", new { scope = $"%{client.AccountId}%" });

        var retry = await client.PostAsync(order, ("Idempotency-Key", "k"));
        go.SetResult();
        var late = await stuck;

        Assert.That(retry.Status, Is.EqualTo(HttpStatusCode.Created), retry.Text);
        Assert.That((late.Status, late.Code), Is.EqualTo((HttpStatusCode.Conflict, "idempotency_key_in_use")));
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.EqualTo(1));
        Assert.That((await client.PostAsync(order, ("Idempotency-Key", "k"))).Text, Is.EqualTo(retry.Text));
    }
}
