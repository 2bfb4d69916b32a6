using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Tests.Domain;

internal sealed class RetryingByTheSchedule
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Test]
    public void The_schedule_is_that_of_standard_webhooks_and_one_more_day()
    {
        var sum = Delays.Aggregate(TimeSpan.Zero, (total, delay) => total + delay);

        Assert.Multiple(() =>
        {
            Assert.That(Delays, Has.Count.EqualTo(10));
            Assert.That(sum - Delays[^1], Is.EqualTo(new TimeSpan(75, 35, 5)));
            Assert.That(Delays[^1], Is.EqualTo(TimeSpan.FromHours(24)));
        });
    }

    [Test]
    public void Any_2xx_ends_a_delivery([Values(200, 201, 204, 299)] int status) =>
        Assert.That(Decide(1, status), Is.EqualTo(new Verdict(DeliveryState.Delivered, null)));

    [Test]
    public void Anything_else_is_tried_again([Values(null, 100, 301, 302, 400, 404, 410, 429, 500, 503)] int? status) =>
        Assert.That(Decide(1, status), Is.EqualTo(new Verdict(DeliveryState.Pending, Now.AddSeconds(5))));

    [Test]
    public void Each_try_waits_for_its_own_time([Range(1, 10)] int tries) =>
        Assert.That(Decide(tries, 500).NextAt, Is.EqualTo(Now + Delays[tries - 1]));

    [Test]
    public void The_eleventh_failure_is_the_last() =>
        Assert.That(Decide(11, 500), Is.EqualTo(new Verdict(DeliveryState.Exhausted, null)));

    [Test]
    public void Chance_only_delays_and_by_a_tenth_at_the_most([Values(0.0, 0.5, 0.999999)] double jitter)
    {
        var next = RetrySchedule.Decide(Plan(DeliveryRule.Standard), 4, Outcome(500), Now, jitter).NextAt!.Value - Now;

        Assert.That(next, Is.InRange(TimeSpan.FromHours(2), TimeSpan.FromHours(2.2)));
    }

    [Test]
    public void A_receiver_may_ask_for_a_longer_pause() =>
        Assert.That(Decide(1, 429, TimeSpan.FromMinutes(1)).NextAt, Is.EqualTo(Now.AddMinutes(1)));

    [Test]
    public void A_receiver_cannot_ask_for_a_shorter_pause_or_for_one_beyond_the_schedule() => Assert.Multiple(() =>
    {
        Assert.That(Decide(2, 429, TimeSpan.FromSeconds(1)).NextAt, Is.EqualTo(Now.AddMinutes(5)));
        Assert.That(Decide(2, 429, TimeSpan.FromSeconds(-1)).NextAt, Is.EqualTo(Now.AddMinutes(5)));
        Assert.That(Decide(2, 503, TimeSpan.FromDays(365)).NextAt, Is.EqualTo(Now.AddHours(24)));
        Assert.That(Decide(11, 503, TimeSpan.FromMinutes(1)).State, Is.EqualTo(DeliveryState.Exhausted));
    });

    [Test]
    public void What_is_tried_once_is_tried_once() =>
        Assert.That(Decide(1, 500, rule: DeliveryRule.Once).State, Is.EqualTo(DeliveryState.Exhausted));

    [Test]
    public void Scale_s_callbacks_are_tried_twenty_times_within_a_day()
    {
        var longest = RetrySchedule.DelaysOf(DeliveryRule.Scale).Aggregate(TimeSpan.Zero, (total, delay) => total + (delay * 1.1));

        Assert.Multiple(() =>
        {
            Assert.That(Decide(19, 500, rule: DeliveryRule.Scale).State, Is.EqualTo(DeliveryState.Pending));
            Assert.That(Decide(20, 500, rule: DeliveryRule.Scale).State, Is.EqualTo(DeliveryState.Exhausted));
            Assert.That(longest, Is.InRange(TimeSpan.FromHours(20), TimeSpan.FromHours(24)));
        });
    }

    [TestCase(200, "Delivered")]
    [TestCase(201, "Pending")]
    [TestCase(204, "Pending")]
    public void Of_Scale_s_callbacks_only_those_answered_200_are_taken(int status, string state) =>
        Assert.That(Decide(1, status, rule: DeliveryRule.Scale).State.ToString(), Is.EqualTo(state));

    [Test]
    public void A_brief_schedule_ends_within_an_hour() => Assert.That(
        RetrySchedule.DelaysOf(DeliveryRule.Brief).Aggregate(TimeSpan.Zero, (total, delay) => total + (delay * 1.1)), Is.LessThan(TimeSpan.FromHours(1)));

    [Test]
    public void A_410_ends_what_goes_to_a_subscription_and_nothing_else()
    {
        var subscribed = new DeliveryPlan(DeliveryRule.Standard, IsSubscribed: true);

        Assert.Multiple(() =>
        {
            Assert.That(RetrySchedule.Decide(subscribed, 1, Outcome(410), Now, 0).State, Is.EqualTo(DeliveryState.Exhausted));
            Assert.That(RetrySchedule.EndsSubscription(subscribed, Outcome(410)), Is.True);
            Assert.That(RetrySchedule.EndsSubscription(subscribed, Outcome(404)), Is.False);
            Assert.That(RetrySchedule.EndsSubscription(Plan(DeliveryRule.Standard), Outcome(410)), Is.False);
        });
    }

    private static IReadOnlyList<TimeSpan> Delays => RetrySchedule.DelaysOf(DeliveryRule.Standard);

    private static DeliveryPlan Plan(DeliveryRule rule) => new(rule, IsSubscribed: false);

    private static Verdict Decide(int tries, int? status, TimeSpan? retryAfter = null, DeliveryRule rule = DeliveryRule.Standard) =>
        RetrySchedule.Decide(Plan(rule), tries, Outcome(status, retryAfter), Now, 0);

    private static PostOutcome Outcome(int? status, TimeSpan? retryAfter = null) => new(status, TimeSpan.Zero, null, null, retryAfter);
}
