using System.Net;
using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

internal sealed class SlowingDownGuesses : WorkforceFixture
{
    [Test]
    public async Task From_the_fifth_failure_on_the_next_attempt_waits_and_the_right_password_too()
    {
        var (_, email) = await App.GivenPersonAsync();
        for (var failure = 1; failure <= 5; failure++)
        {
            using var wrong = await App.SignInAsync(email, "wrong password");
            Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"failure {failure}");
        }

        using var throttled = await App.SignInAsync(email);
        await ProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.That(throttled.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));

        App.Clock.Advance(TimeSpan.FromSeconds(1));
        using var right = await App.SignInAsync(email);
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var wrongAgain = await App.SignInAsync(email, "wrong password");
        Assert.That(wrongAgain.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "a success forgets the failures");
    }

    [Test]
    public async Task An_unknown_address_is_slowed_down_like_a_known_one()
    {
        var email = $"{Guid.CreateVersion7():N}@example.com";
        for (var failure = 1; failure <= 5; failure++)
        {
            using var wrong = await App.SignInAsync(email, "wrong password");
        }

        using var throttled = await App.SignInAsync(email, "wrong password");

        await ProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.That(await App.Host.Database.DumpAsync(), Does.Not.Contain(email));
    }

    [Test]
    public async Task Guesses_at_the_same_time_are_counted_one_by_one()
    {
        var (_, email) = await App.GivenPersonAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => App.SignInAsync(email, "wrong password")));

        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.Unauthorized), Is.EqualTo(5));
        Assert.That(responses.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests), Is.EqualTo(25));
    }

    [TestCase("203.0.113.7", "203.0.113.7")]
    [TestCase("2001:db8:0:1::1", "2001:db8:0:1:ffff::2")]
    [TestCase("10.0.0.1, 198.51.100.9", "10.0.0.2, 198.51.100.9")]
    public async Task Twenty_attempts_a_minute_come_from_one_client(string address, string same)
    {
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            using var admitted = await App.SignInAsync($"{Guid.CreateVersion7():N}@example.com", address: address);
            Assert.That(admitted.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"attempt {attempt}");
        }

        App.Clock.Advance(TimeSpan.FromSeconds(20));
        using var throttled = await App.SignInAsync($"{Guid.CreateVersion7():N}@example.com", address: same);
        await ProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.That(throttled.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(40)));

        App.Clock.Advance(TimeSpan.FromSeconds(40));
        using var later = await App.SignInAsync($"{Guid.CreateVersion7():N}@example.com", address: address);
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Limits_hold_across_a_restart()
    {
        var (_, email) = await App.GivenPersonAsync();
        for (var failure = 1; failure <= 5; failure++)
        {
            using var wrong = await App.SignInAsync(email, "wrong password");
        }

        await using var restarted = await App.RestartedAsync();
        using var throttled = await restarted.SignInAsync(email);

        await ProblemAsync(throttled, HttpStatusCode.TooManyRequests, "too_many_attempts");
    }
}
