using System.Security.Cryptography;
using System.Text;

namespace Hitl.Cli.Demo;

/// <summary>What a receiver does with a webhook's headers, by the Standard Webhooks specification.</summary>
internal static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";

    public static bool IsValid(ReceivedWebhook webhook, string secret)
    {
        if (!webhook.Headers.TryGetValue("webhook-id", out var id) || !webhook.Headers.TryGetValue("webhook-timestamp", out var timestamp)) return false;
        if (!webhook.Headers.TryGetValue("webhook-signature", out var signatures)) return false;
        var key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. webhook.Body];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        return signatures.Split(' ').Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), expected));
    }
}
