using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>How jobs of this dialect are known, and how it writes things.</summary>
internal static class HitlShDialect
{
    public const string Name = "hitlsh";

    public static string TextOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Names what happened: the same however often it is told.</summary>
    public static Guid OrderIdOf(string name, Guid thing, long version) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {name} {thing:N} {version}")).AsSpan(0, 16));
}
