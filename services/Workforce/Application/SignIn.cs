using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A person signs in.</summary>
/// <param name="Email">As typed.</param>
/// <param name="Password">As typed.</param>
/// <param name="Address">The client's address on the network.</param>
internal sealed record SignIn(string Email, string Password, string Address)
{
    // The generated one would print the password.
    public override string ToString() => nameof(SignIn);
}

internal sealed partial class SignInHandler(
    ISessionStore sessions, ISignInThrottle throttle, IPasswords passwords, BeginSession begin, TimeProvider time, ILogger<SignInHandler> logger)
{
    /// <summary>
    /// Each step is durable at once, outside of any unit of work: failures must be counted though nothing else happens. Every
    /// attempt that gets as far compares exactly one hash, whether the person exists or not.
    /// </summary>
    public async Task<Result<SignedIn>> HandleAsync(SignIn command, CancellationToken ct)
    {
        var emailKey = Annotator.KeyOf(command.Email);
        if (await WaitAsync(command.Address, emailKey, ct) is { } wait) return WorkforceErrors.TooManyAttempts(wait);

        var known = await sessions.FindCredentialsAsync(emailKey, ct);
        var match = await passwords.VerifyAsync(known?.PasswordHash, command.Password, ct);
        if (known is null || match == PasswordMatch.No)
        {
            Refused(command.Address);
            return WorkforceErrors.WrongCredentials;
        }

        var current = match == PasswordMatch.YesButWeak ? known with { PasswordHash = await StrengthenAsync(known, command.Password, ct) } : known;
        if (await begin.RunAsync(current, ct) is not { } signedIn) return WorkforceErrors.WrongCredentials;

        await throttle.ForgetAsync(emailKey, ct);
        return signedIn;
    }

    private async Task<TimeSpan?> WaitAsync(string address, string emailKey, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wait = await throttle.CountAddressAsync(address, now, ct) ?? await throttle.CountAttemptAsync(emailKey, now, ct);
        if (wait is not null) Throttled(address);
        return wait;
    }

    private async Task<string> StrengthenAsync(Credentials known, string password, CancellationToken ct)
    {
        var stronger = await passwords.HashAsync(password, ct);
        await sessions.ReplaceHashAsync(known.AnnotatorId, known.PasswordHash, stronger, ct);
        return stronger;
    }

    [LoggerMessage(LogLevel.Information, "A sign-in from {Address} was refused: wrong e-mail address or password")]
    private partial void Refused(string address);

    [LoggerMessage(LogLevel.Warning, "A sign-in from {Address} was refused: too many attempts")]
    private partial void Throttled(string address);
}
