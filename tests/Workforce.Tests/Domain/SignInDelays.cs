using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Tests.Domain;

internal sealed class SignInDelays
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

    [TestCase(0, 0)]
    [TestCase(4, 0)]
    [TestCase(5, 1)]
    [TestCase(6, 2)]
    [TestCase(9, 16)]
    [TestCase(11, 60)]
    [TestCase(int.MaxValue, 60)]
    public void The_delay_doubles_from_the_fifth_failure_on_and_never_exceeds_a_minute(int failures, int seconds) =>
        Assert.That(SignInLimits.DelayAfter(failures), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Failures_are_forgotten_after_a_day_without_an_attempt()
    {
        var attempts = new SignInAttempts(12, Now, Now);

        Assert.That(attempts.Add(Now.AddHours(23)).Failures, Is.EqualTo(13));
        Assert.That(attempts.Add(Now.AddHours(25)).Failures, Is.EqualTo(1));
    }

    [Test]
    public void The_next_attempt_waits_until_the_block_is_over()
    {
        var attempts = new SignInAttempts(8, Now.AddSeconds(8), Now);

        Assert.That(attempts.WaitAt(Now), Is.EqualTo(TimeSpan.FromSeconds(8)));
        Assert.That(attempts.WaitAt(Now.AddSeconds(8)), Is.Null);
    }
}
