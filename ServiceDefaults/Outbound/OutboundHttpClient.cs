using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>
/// The only way to a URL that a customer gave us: guarded at connect time, HTTP/1.1, no redirect, proxy, cookie, credential,
/// decompression or trace header. Failures are answers, not exceptions.
/// </summary>
public sealed class OutboundHttpClient : IDisposable
{
    private readonly OutboundPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly string _userAgent;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Made once, by the container.</summary>
    /// <param name="policy">Which URLs and addresses may be used.</param>
    /// <param name="resolver">Turns names into addresses.</param>
    /// <param name="options">Times, and how we introduce ourselves.</param>
    /// <param name="clock">Measures the times.</param>
    /// <param name="connectionsPerServer">More than the default only where people, not we, decide how long a connection is held.</param>
    public OutboundHttpClient(
        OutboundPolicy policy, IOutboundResolver resolver, IOptions<OutboundOptions> options, TimeProvider clock, int connectionsPerServer = 8)
    {
        _policy = policy;
        _clock = clock;
        _userAgent = options.Value.UserAgent;
        var connector = new GuardedConnector(policy, resolver, options, clock);
        _invoker = new HttpMessageInvoker(CreateHandler(connector, options.Value, connectionsPerServer), disposeHandler: true);
    }

    /// <summary>Sends a request and reads the answer's head.</summary>
    /// <param name="request">Disposed by the caller. Its URL and headers are checked.</param>
    /// <param name="deadline">For name, connection, TLS, request and head together; it runs on while the body is read.</param>
    /// <param name="ct">Ends the request; the only thing that makes this method throw.</param>
    public async Task<OutboundReply> SendAsync(HttpRequestMessage request, TimeSpan deadline, CancellationToken ct)
    {
        if (_policy.CheckUrl(request.RequestUri?.OriginalString ?? "") is { Allowed: false } refused)
            return new OutboundReply(new OutboundFailure(refused.Refusal!));
        if (!HeaderGuard.IsSafe(request))
            return new OutboundReply(new OutboundFailure(OutboundCodes.HeaderForbidden));

        // ConnectCallback is not asked for HTTP/3, so nothing but 1.1 may be negotiated.
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        if (request.Headers.UserAgent.Count == 0)
            request.Headers.UserAgent.ParseAdd(_userAgent);
        request.Headers.AcceptEncoding.Clear();
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));

        var time = new OutboundDeadline(deadline, _clock, ct);
        try
        {
            return new OutboundReply(await _invoker.SendAsync(request, time.Token), time);
        }
        catch (Exception e) when (OutboundReply.Failure(e, ct) is { } failure)
        {
            time.Dispose();
            return new OutboundReply(failure);
        }
        catch
        {
            time.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler CreateHandler(GuardedConnector connector, OutboundOptions options, int connectionsPerServer) => new()
    {
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = options.ConnectTimeout + TimeSpan.FromSeconds(5), // The connector's own, shorter limit comes first; this adds TLS.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null, // Trace ids are not for strangers.
        MaxResponseHeadersLength = 16,
        MaxConnectionsPerServer = connectionsPerServer,
        MaxResponseDrainSize = 64 * 1024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // No address stays trusted longer.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
    };
}
