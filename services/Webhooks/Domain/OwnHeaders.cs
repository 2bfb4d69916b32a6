using System.Collections.Frozen;

namespace Hitl.Webhooks.Domain;

/// <summary>The headers of a delivery that are ours to set: a customer's header of such a name is left out.</summary>
internal static class OwnHeaders
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";
    public const string BodySignature = "X-HITL-Signature";

    /// <summary>Scale's document, "Authenticating callbacks".</summary>
    public const string CallbackKey = "scale-callback-auth";

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Id, Timestamp, Signature, BodySignature, CallbackKey,
        "Content-Type", "Content-Length", "Content-Encoding", "User-Agent", "Accept-Encoding",
        // These decide where a request goes and where it ends.
        "Host", "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect");

    public static bool Has(string name) => Names.Contains(name);
}
