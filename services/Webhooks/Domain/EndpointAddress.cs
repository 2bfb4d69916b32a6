using System.Security.Cryptography;
using System.Text;

namespace Hitl.Webhooks.Domain;

/// <summary>What a delivery's URL means to us.</summary>
/// <param name="EndpointId">Stands for account and origin; the same pair always has the same id.</param>
/// <param name="Host">Host and port, the unit of the limit of concurrent requests.</param>
/// <param name="ShownUrl">The URL without what may be secret in it: user, password, query.</param>
internal sealed record EndpointAddress(Guid EndpointId, string Host, string ShownUrl)
{
    private const string Hidden = "?...";

    public static EndpointAddress Of(Guid accountId, string url)
    {
        // Jobs refuses what is no URL. Should one come through, it fails in the sender, where the log shows why.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
            return new EndpointAddress(IdOf(accountId, ""), "", "");

        var host = $"{parsed.IdnHost.ToLowerInvariant().TrimEnd('.')}:{parsed.Port}";
        var shown = parsed.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return new EndpointAddress(
            IdOf(accountId, $"{parsed.Scheme}://{host}"), host, parsed.Query.Length > 0 ? shown + Hidden : shown);
    }

    private static Guid IdOf(Guid accountId, string origin) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId:N} {origin}")).AsSpan(0, 16), bigEndian: true);
}
