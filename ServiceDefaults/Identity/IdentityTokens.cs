using System.Security.Claims;
using System.Security.Cryptography;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hitl.ServiceDefaults.Identity;

/// <summary>
/// Issues and reads the short-lived signed tokens that carry a <see cref="Caller"/> from the gateway to the services and from
/// service to service: JSON Web Tokens, HMAC-SHA256, one key for the installation.
/// </summary>
public sealed class IdentityTokens
{
    /// <summary>How long a token holds. Whoever issues one may reuse it until <see cref="ReuseFor"/> is over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>How long an issued token may be handed out again.</summary>
    public static readonly TimeSpan ReuseFor = TimeSpan.FromMinutes(1);

    private const string Issuer = "hitl";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _validation;
    private readonly TimeProvider _time;

    public IdentityTokens(IOptions<AuthOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Hashed to 256 bits, so that an operator may give a key of any alphabet.
        var key = new SymmetricSecurityKey(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(options.Value.SigningKey)));
        _time = time;
        _credentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            LifetimeValidator = (_, expires, _, _) => expires > _time.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>A token for <paramref name="caller"/>, good for <see cref="Lifetime"/>.</summary>
    public string Issue(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Expires = (_time.GetUtcNow() + Lifetime).UtcDateTime,
            Subject = new ClaimsIdentity(Claims(caller)),
            SigningCredentials = _credentials,
        });
    }

    /// <summary>The caller and the end of the token; null when it is forged, broken or over.</summary>
    public async Task<(Caller Caller, DateTimeOffset Expires)?> ReadAsync(string token)
    {
        var outcome = await _handler.ValidateTokenAsync(token, _validation);
        if (!outcome.IsValid) return null;

        var claims = outcome.ClaimsIdentity;
        var caller = new Caller
        {
            AccountId = Id(claims, "account"),
            KeyId = Id(claims, "key"),
            IsTest = claims.HasClaim("test", "1"),
            AnnotatorId = Id(claims, "annotator"),
            SessionId = Id(claims, "session"),
            IsAdmin = claims.HasClaim("admin", "1"),
            Service = claims.FindFirst("service")?.Value,
        };
        return (caller, new DateTimeOffset(outcome.SecurityToken.ValidTo, TimeSpan.Zero));
    }

    private static IEnumerable<Claim> Claims(Caller caller)
    {
        if (caller.AccountId is { } account) yield return new Claim("account", account.ToString("N"));
        if (caller.KeyId is { } key) yield return new Claim("key", key.ToString("N"));
        if (caller.IsTest) yield return new Claim("test", "1");
        if (caller.AnnotatorId is { } annotator) yield return new Claim("annotator", annotator.ToString("N"));
        if (caller.SessionId is { } session) yield return new Claim("session", session.ToString("N"));
        if (caller.IsAdmin) yield return new Claim("admin", "1");
        if (caller.Service is { } service) yield return new Claim("service", service);
    }

    private static Guid? Id(ClaimsIdentity claims, string type) =>
        claims.FindFirst(type) is { } claim ? Guid.Parse(claim.Value) : null;
}
