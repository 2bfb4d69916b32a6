using System.Diagnostics.CodeAnalysis;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>What <see cref="OutboundPolicy.CheckUrl"/> says about a URL.</summary>
/// <param name="Url">The URL to use, when it is allowed.</param>
/// <param name="Refusal">One of <see cref="OutboundCodes"/>, when it is not.</param>
public readonly record struct UrlCheck(Uri? Url, string? Refusal)
{
    /// <summary>May go on to name resolution and the check of each address at connect time.</summary>
    [MemberNotNullWhen(true, nameof(Url))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Allowed => Refusal is null;

    internal static UrlCheck Allow(Uri url) => new(url, null);

    internal static UrlCheck Refuse(string code) => new(null, code);
}
