using System.Net;
using System.Text;
using Hitl.SampleService;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using static Hitl.ServiceDefaults.Tests.SampleFixture;

namespace Hitl.ServiceDefaults.Tests.Http;


[Parallelizable(ParallelScope.All)]
public sealed class IdempotencyKeys
{
    private const string Body = """{"text": "once"}""";

    [Test]
    public async Task The_same_key_and_body_answer_the_first_response_again_and_do_nothing()
    {
        var account = NewAccount();
        using var first = await PostAsync(account, "k1", Body);
        using var again = await PostAsync(account, "k1", Body);

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(await again.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
        Assert.That(first.Headers.Contains("Idempotency-Replayed"), Is.False);
        Assert.That(again.Headers.GetValues("Idempotency-Replayed").Single(), Is.EqualTo("true"));
        Assert.That(await CountAsync(Sample.Database, account), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_422()
    {
        var account = NewAccount();
        using var first = await PostAsync(account, "k1", Body);
        using var other = await PostAsync(account, "k1", """{"text": "other"}""");

        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await other.Content.ReadAsStringAsync(), Does.Contain("idempotency_key_reused"));
    }

    [Test]
    public async Task Keys_of_different_accounts_have_nothing_to_do_with_each_other()
    {
        using var first = await PostAsync(NewAccount(), "shared", Body);
        using var other = await PostAsync(NewAccount(), "shared", """{"text": "other"}""");

        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task Of_many_at_once_one_does_the_work()
    {
        var account = NewAccount();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(account, "race", Body)));

        Assert.That(responses.Select(response => response.StatusCode).Distinct(), Is.SubsetOf(new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.That(await CountAsync(Sample.Database, account), Is.EqualTo(1));
    }

    [Test]
    public async Task An_invalid_request_does_not_use_the_key_up()
    {
        var account = NewAccount();
        using var invalid = await PostAsync(account, "k1", "{}");
        using var valid = await PostAsync(account, "k1", Body);

        Assert.That(invalid.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(valid.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase("caf\u00e9")]
    [TestCase("with space")]
    public async Task A_key_that_is_none_is_400(string key)
    {
        using var response = await PostAsync(NewAccount(), key, Body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Idempotency-Key"));
    }

    [Test]
    public async Task A_run_that_died_is_taken_over_when_its_lease_is_over_and_an_answer_is_kept_for_a_day()
    {
        var clock = new ManualClock();
        await using var sample = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions { Clock = clock });
        var account = NewAccount();
        using var first = await PostAsync(account, "k1", Body, sample);
        await sample.Database.ExecuteAsync("UPDATE idempotency SET status = NULL, body = NULL");
        await sample.Database.ExecuteAsync("DELETE FROM note");

        using var tooSoon = await PostAsync(account, "k1", Body, sample);
        clock.Advance(TimeSpan.FromMinutes(3));
        using var takenOver = await PostAsync(account, "k1", Body, sample);
        using var replay = await PostAsync(account, "k1", Body, sample);
        clock.Advance(TimeSpan.FromHours(25));
        using var nextDay = await PostAsync(account, "k1", """{"text": "new"}""", sample);

        Assert.That(tooSoon.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(tooSoon.Headers.RetryAfter, Is.Not.Null);
        Assert.That(takenOver.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(replay.Headers.Contains("Idempotency-Replayed"));
        Assert.That(nextDay.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(await CountAsync(sample.Database, account), Is.EqualTo(2));
    }

    [Test]
    public async Task Neither_the_key_nor_the_answer_is_kept_in_clear()
    {
        var account = NewAccount();
        using var response = await PostAsync(account, "a-very-secret-key", """{"text": "secret-answer", "extra": {"x": "only-in-answer"}}""");
        response.EnsureSuccessStatusCode();

        var rows = await Sample.Database.QueryAsync<string>("SELECT row_to_json(i)::text FROM idempotency i");
        var hex = Convert.ToHexString("only-in-answer"u8);
        Assert.That(rows, Has.None.Contains("a-very-secret-key").And.None.Contains("only-in-answer").And.None.Contains(hex).IgnoreCase);
    }

    private static async Task<HttpResponseMessage> PostAsync(Caller caller, string key, string body, ServiceHost<SampleApp>? sample = null)
    {
        using var client = (sample ?? Sample).ClientFor(caller);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notes");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.SendAsync(request);
    }

    private static Task<long> CountAsync(TestDatabase database, Caller caller) =>
        database.ScalarAsync<long>("SELECT count(*) FROM note WHERE account = @AccountId", caller)!;
}
