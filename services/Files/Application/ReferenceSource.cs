using System.Net.Http.Headers;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>
/// The way to files that stay at their source. Connections of its own: a film that somebody watches slowly holds one for long, and
/// must not stand in the way of downloads from the same server.
/// </summary>
internal sealed class ReferenceSource : IDisposable
{
    private const int ConnectionsPerServer = 64;

    private readonly OutboundHttpClient _client;
    private readonly OutboundGetter _getter;
    private readonly DownloadLimits _limits;

    public ReferenceSource(
        OutboundPolicy policy, IOutboundResolver resolver, IOptions<OutboundOptions> outbound, IOptions<FilesOptions> options, TimeProvider time)
    {
        _client = new OutboundHttpClient(policy, resolver, outbound, time, ConnectionsPerServer);
        _getter = new OutboundGetter(_client, policy, time);
        _limits = new DownloadLimits { TotalTime = options.Value.DownloadTime, HeadTime = options.Value.HeadTime };
    }

    public TimeSpan Patience => _limits.RateWindow;

    public Task<OutboundReply> GetAsync(string url, RangeHeaderValue? range, RangeConditionHeaderValue? ifRange, CancellationToken ct) =>
        _getter.GetAsync(url, headers => (headers.Range, headers.IfRange) = (range, ifRange), _limits, ct);

    public void Dispose() => _client.Dispose();
}
