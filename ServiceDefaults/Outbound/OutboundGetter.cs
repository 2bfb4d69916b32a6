using System.Net.Http.Headers;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Asks a customer's server for a file. Follows redirects by hand, each checked like the first URL.</summary>
public sealed class OutboundGetter(OutboundHttpClient client, OutboundPolicy policy, TimeProvider clock)
{
    /// <summary>The answer's head, with any status but a redirect's.</summary>
    /// <param name="url">As the customer wrote it.</param>
    /// <param name="configure">Adds headers, to each request of a redirected one too; null for none.</param>
    /// <param name="limits">Time and redirects.</param>
    /// <param name="ct">Ends the request, the only thing that throws.</param>
    public async Task<OutboundReply> GetAsync(string url, Action<HttpRequestHeaders>? configure, DownloadLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var startedAt = clock.GetTimestamp();
        var check = policy.CheckUrl(url);
        for (var redirects = 0; ; redirects++)
        {
            if (!check.Allowed)
                return new OutboundReply(new OutboundFailure(check.Refusal));

            var left = limits.TotalTime - clock.GetElapsedTime(startedAt);
            using var request = new HttpRequestMessage(HttpMethod.Get, check.Url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            configure?.Invoke(request.Headers);
            var reply = await client.SendAsync(request, left < limits.HeadTime ? left : limits.HeadTime, ct);
            if (!reply.Answered || (int)reply.Response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return reply;

            using (reply)
            {
                if (redirects == limits.MaxRedirects)
                    return new OutboundReply(new OutboundFailure(OutboundCodes.TooManyRedirects));
                check = Follow(check.Url, reply.Response);
            }
        }
    }

    private UrlCheck Follow(Uri from, HttpResponseMessage response)
    {
        // The raw text, because Headers.Location has already been through System.Uri's repairs.
        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) && values.Count == 1 ? values.ToString() : "";
        var isAbsolute = Uri.TryCreate(location, UriKind.Absolute, out var absolute) && !absolute.IsFile;
        if (!isAbsolute)
        {
            if (location.Length == 0 || location.Any(c => c is '\\' || char.IsControl(c)) || !Uri.TryCreate(from, location, out var resolved))
                return UrlCheck.Refuse(OutboundCodes.UrlInvalid);
            location = resolved.AbsoluteUri;
        }

        var check = policy.CheckUrl(location);
        return check.Allowed && from.Scheme == Uri.UriSchemeHttps && check.Url.Scheme != Uri.UriSchemeHttps
            ? UrlCheck.Refuse(OutboundCodes.UrlScheme)
            : check;
    }
}
