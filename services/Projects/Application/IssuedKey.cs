using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>A key and, this once, its secret.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Secret">The whole key. Goes into the answer and nowhere else.</param>
internal sealed record IssuedKey(ApiKey Key, string Secret)
{
    public static IssuedKey New(Guid accountId, string name, KeyMode mode, DateTimeOffset now) =>
        Of(ApiKeyFormat.Generate(mode.ToFact()), accountId, name, mode, now);

    /// <summary>From a secret that exists already.</summary>
    public static IssuedKey Of(string secret, Guid? accountId, string name, KeyMode mode, DateTimeOffset now) => new(new ApiKey
    {
        Id = Guid.CreateVersion7(now),
        AccountId = accountId,
        Name = name,
        Mode = mode,
        LookupId = ApiKeyFormat.LookupIdOf(secret),
        Prefix = ApiKeyFormat.DisplayPrefixOf(secret),
        Hash = ApiKeyFormat.HashOf(secret),
        CreatedAt = now,
    }, secret);

    // The generated one would print the secret.
    public override string ToString() => $"{nameof(IssuedKey)} {Key.Prefix}";
}
