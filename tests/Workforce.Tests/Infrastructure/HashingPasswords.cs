using System.Diagnostics;
using Hitl.Workforce.Application;
using Hitl.Workforce.Infrastructure.Passwords;

namespace Hitl.Workforce.Tests.Infrastructure;

internal sealed class HashingPasswords
{
    [Test]
    public async Task A_hash_is_made_with_SHA512_and_as_many_rounds_as_OWASP_asks_for()
    {
        using var passwords = new IdentityPasswords();

        var hash = Convert.FromBase64String(await passwords.HashAsync("correct horse battery staple", CancellationToken.None));

        // Identity's format 3: a marker, then the pseudo-random function and the rounds, big-endian.
        Assert.That(hash[0], Is.EqualTo(1));
        Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), Is.EqualTo(2), "HMAC-SHA512");
        Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)), Is.EqualTo(220_000));
    }

    [Test]
    public async Task Nobody_takes_as_long_to_refuse_as_somebody()
    {
        using var passwords = new IdentityPasswords();
        var hash = await passwords.HashAsync("correct horse battery staple", CancellationToken.None);

        var (somebody, nobody) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            somebody = Min(somebody, await TimeAsync(passwords, hash));
            nobody = Min(nobody, await TimeAsync(passwords, null));
        }

        // Without a hash to compare with it would be thousands of times faster; a busy machine cannot make it that.
        Assert.That(nobody, Is.GreaterThan(somebody / 3));
    }

    [Test]
    public async Task Nobody_has_no_password() =>
        Assert.That(await new IdentityPasswords(100).VerifyAsync(null, "", CancellationToken.None), Is.EqualTo(PasswordMatch.No));

    private static async Task<TimeSpan> TimeAsync(IdentityPasswords passwords, string? hash)
    {
        var clock = Stopwatch.StartNew();
        Assert.That(await passwords.VerifyAsync(hash, "wrong password", CancellationToken.None), Is.EqualTo(PasswordMatch.No));
        return clock.Elapsed;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
