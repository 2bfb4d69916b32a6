using Hitl.Workforce.Application;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Infrastructure.Passwords;

/// <summary>ASP.NET Core Identity's hasher: PBKDF2 with HMAC-SHA512, a salt for each password.</summary>
internal sealed class IdentityPasswords : IPasswords, IDisposable
{
    /// <summary>What OWASP asks of PBKDF2 with SHA-512; the hasher's own default is less than half.</summary>
    public const int DefaultIterations = 220_000;

    private const int AtOnce = 2;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(15);

    /// <summary>The hasher asks for the user, and does nothing with it.</summary>
    private static readonly object Nobody = new();

    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly PasswordHasher<object> _hasher;
    private readonly string _hashOfNobody;

    public IdentityPasswords(int iterations = DefaultIterations)
    {
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _hashOfNobody = _hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
    }

    public Task<string> HashAsync(string password, CancellationToken ct) => InSlotAsync(() => _hasher.HashPassword(Nobody, password), ct);

    public async Task<PasswordMatch> VerifyAsync(string? hash, string password, CancellationToken ct)
    {
        var result = await InSlotAsync(() => _hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNobody, password), ct);
        if (hash is null) return PasswordMatch.No;
        return result switch
        {
            PasswordVerificationResult.Failed => PasswordMatch.No,
            PasswordVerificationResult.Success => PasswordMatch.Yes,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButWeak,
        };
    }

    public void Dispose() => _slots.Dispose();

    private async Task<T> InSlotAsync<T>(Func<T> hash, CancellationToken ct)
    {
        if (!await _slots.WaitAsync(WaitMax, ct)) throw new TimeoutException("Too many passwords are being checked at once.");
        try
        {
            // Off the request's thread: it keeps a core busy for a third of a second.
            return await Task.Run(hash, CancellationToken.None);
        }
        finally
        {
            _slots.Release();
        }
    }
}
