using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Hitl.ServiceDefaults.Outbound;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;
using Microsoft.Extensions.Options;

namespace Hitl.Webhooks.Infrastructure.Http;

/// <summary>Posts a delivery through the outbound guard, and reads just enough of the answer for the log.</summary>
internal sealed class HttpWebhookPoster(OutboundHttpClient http, Vault vault, IOptions<WebhooksOptions> options, TimeProvider time) : IWebhookPoster
{
    /// <summary>More than the log keeps: a short answer that is read to its end leaves the connection for the next delivery.</summary>
    private const int BodyBytesMax = 16 * 1024;

    private const string UserAgent = "Hitl-Webhooks/1";
    private const string Hidden = "[hidden]";

    /// <summary>Shorter values, such as "1", are no secrets, and would riddle the answer with holes.</summary>
    private const int SecretLengthMin = 6;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<PostOutcome> PostAsync(ClaimedDelivery delivery, CancellationToken ct)
    {
        var startedAt = time.GetTimestamp();
        if (Open(delivery) is not { } target)
            return PostOutcome.Failed(TimeSpan.Zero, "The delivery was encrypted with another Webhooks:SigningKey than the present one.");
        if (!Uri.TryCreate(target.Url, UriKind.Absolute, out var url))
            return PostOutcome.Failed(TimeSpan.Zero, ErrorOf(new OutboundFailure(OutboundCodes.UrlInvalid)));

        using var request = RequestFor(delivery, url);
        if (!TryAdd(target.Headers, request))
            return PostOutcome.Failed(TimeSpan.Zero, ErrorOf(new OutboundFailure(OutboundCodes.HeaderForbidden)));

        using var reply = await http.SendAsync(request, options.Value.Deadline, ct);
        var duration = time.GetElapsedTime(startedAt);
        if (!reply.Answered) return PostOutcome.Failed(duration, ErrorOf(reply.Reason));

        var start = await reply.ReadStartAsync(BodyBytesMax, options.Value.BodyTime, ct);
        var status = (int)reply.Response.StatusCode;
        return new PostOutcome(
            status, duration, TextOf(start, target), status is >= 300 and <= 399 ? "Redirects are not followed." : null, RetryAfterOf(reply.Response));
    }

    private DeliveryTarget? Open(ClaimedDelivery delivery)
    {
        try
        {
            return vault.Open(delivery.Id, delivery.SealedTarget);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private HttpRequestMessage RequestFor(ClaimedDelivery delivery, Uri url)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(OwnHeaders.Id, delivery.Id.ToString());
        request.Headers.TryAddWithoutValidation(OwnHeaders.Timestamp, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(OwnHeaders.Signature, delivery.Secrets.Sign(delivery.Id, now, delivery.Body));
        request.Headers.TryAddWithoutValidation(OwnHeaders.BodySignature, delivery.Secrets.Current.SignBody(delivery.Body));
        if (delivery.CallbackKey is { } key) request.Headers.TryAddWithoutValidation(OwnHeaders.CallbackKey, key);
        return request;
    }

    /// <summary>Values that could break out of their header are left to the guard, which refuses the whole request; names are refused here.</summary>
    private static bool TryAdd(IReadOnlyDictionary<string, string> headers, HttpRequestMessage request) =>
        headers.All(header => OwnHeaders.Has(header.Key)
            || request.Headers.TryAddWithoutValidation(header.Key, header.Value)
            || request.Content!.Headers.TryAddWithoutValidation(header.Key, header.Value));

    private static string ErrorOf(OutboundFailure failure) => $"{failure.Code}: {failure.Message}";

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    /// <summary>Some receivers answer with what they were sent: the customer's secrets must not come back into the log that way.</summary>
    private static string? TextOf(byte[] start, DeliveryTarget target)
    {
        if (start.Length == 0) return null;
        var text = Encoding.UTF8.GetString(start).Replace('\0', '\uFFFD');
        var secrets = target.Headers.Values.SelectMany(value => value.Split(' ').Prepend(value)).Where(value => value.Length >= SecretLengthMin);
        foreach (var secret in secrets) text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        if (text.Length <= PostOutcome.ResponseLengthMax) return text;

        // Half a surrogate pair is no text to PostgreSQL.
        var length = char.IsHighSurrogate(text[PostOutcome.ResponseLengthMax - 1]) ? PostOutcome.ResponseLengthMax - 1 : PostOutcome.ResponseLengthMax;
        return text[..length];
    }
}
