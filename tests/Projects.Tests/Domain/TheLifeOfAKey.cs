using Hitl.Projects.Domain;

namespace Hitl.Projects.Tests.Domain;

internal sealed class TheLifeOfAKey
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Test]
    public void A_new_key_is_active() => Assert.That(GivenKey().StatusAt(Now), Is.EqualTo(KeyStatus.Active));

    [Test]
    public void A_rotated_key_works_until_the_very_end_of_its_overlap()
    {
        var key = GivenKey().Retire(TimeSpan.FromMinutes(10), Now).Value;

        Assert.That(key.StatusAt(Now.AddMinutes(10).AddTicks(-1)), Is.EqualTo(KeyStatus.Expiring));
        Assert.That(key.WorksAt(Now.AddMinutes(10).AddTicks(-1)), Is.True);
        Assert.That(key.StatusAt(Now.AddMinutes(10)), Is.EqualTo(KeyStatus.Expired));
        Assert.That(key.WorksAt(Now.AddMinutes(10)), Is.False);
    }

    [Test]
    public void A_rotation_without_overlap_ends_the_key_at_once() =>
        Assert.That(GivenKey().Retire(TimeSpan.Zero, Now).Value.WorksAt(Now), Is.False);

    [Test]
    public void A_revoked_key_is_revoked_whatever_else_it_is()
    {
        var key = GivenKey().Retire(TimeSpan.FromMinutes(10), Now).Value.Revoke(Now);

        Assert.That(key.StatusAt(Now), Is.EqualTo(KeyStatus.Revoked));
        Assert.That(key.Revoke(Now.AddDays(1)), Is.SameAs(key));
    }

    [Test]
    public void Only_an_active_key_can_be_rotated()
    {
        var expiring = GivenKey().Retire(TimeSpan.FromMinutes(10), Now).Value;

        Assert.That(expiring.Retire(TimeSpan.Zero, Now).Error?.Code, Is.EqualTo("key_not_active"));
        Assert.That(expiring.Retire(TimeSpan.Zero, Now.AddDays(1)).Error?.Code, Is.EqualTo("key_not_active"));
        Assert.That(GivenKey().Revoke(Now).Retire(TimeSpan.Zero, Now).Error?.Code, Is.EqualTo("key_not_active"));
    }

    private static ApiKey GivenKey() => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = Guid.CreateVersion7(),
        Name = "Server",
        Mode = KeyMode.Live,
        LookupId = "abcdefgh",
        Prefix = "hitl_live_abcdefgh",
        Hash = new byte[32],
        CreatedAt = Now,
    };
}
