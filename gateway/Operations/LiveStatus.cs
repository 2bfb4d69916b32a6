using System.Text.Json;
using Hitl.Contracts.Operations;
using Hitl.Gateway.Routing;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Operations;

namespace Hitl.Gateway.Operations;

/// <summary>
/// Asks every process of every service how it is doing, all at once and each for a moment only: one that is dead or hangs is a line of
/// the answer and does not hold it up. However many watch, each is asked once.
/// </summary>
internal sealed partial class LiveStatus(
    IConfiguration configuration, IHttpClientFactory clients, StatusReader own, TimeProvider time, ILogger<LiveStatus> logger)
{
    public const string ClientName = "status";

    /// <summary>Longer than a service takes for parts that hang; see <see cref="StatusReader"/>.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(1_500);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<SystemStatus>? _sample;
    private DateTimeOffset _sampledAt;

    /// <summary>As of at most a second ago.</summary>
    public Task<SystemStatus> ReadAsync()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_sample is null || now - _sampledAt >= FreshFor)
            {
                _sampledAt = now;
                // It outlives whoever asks first: others wait for it too.
                using (ExecutionContext.SuppressFlow()) _sample = Task.Run(SampleAsync);
            }

            return _sample;
        }
    }

    private async Task<SystemStatus> SampleAsync()
    {
        var others = RouteTable.Services.SelectMany(service => ServiceAddresses.Of(configuration, service).Select((address, index) => AskAsync(service, index + 1, address)));
        var instances = await Task.WhenAll(others.Prepend(OwnAsync()));
        return new SystemStatus(
            time.GetUtcNow(),
            instances.Max(instance => instance.Level),
            [.. instances.OrderBy(instance => instance.Service, StringComparer.Ordinal).ThenBy(instance => instance.Instance)],
            StatusLimits.All);
    }

    private async Task<InstanceStatus> OwnAsync() => Judged("gateway", 1, await own.ReadAsync(CancellationToken.None));

    private async Task<InstanceStatus> AskAsync(string service, int instance, Uri address)
    {
        using var deadline = new CancellationTokenSource(AnswerTime);
        try
        {
            using var http = clients.CreateClient(ClientName);
            return Judged(service, instance, await http.GetFromJsonAsync<ServiceStatus>(new Uri(address, "/internal/status"), JsonConventions.Options, deadline.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // No answer is what the page shows; the health checks' log says since when.
            NoAnswer(failure, service);
            return Judged(service, instance, null);
        }
    }

    private static InstanceStatus Judged(string service, int instance, ServiceStatus? status)
    {
        var findings = StatusLimits.Judge(status);
        return new InstanceStatus(service, instance, findings.Select(finding => finding.Level).DefaultIfEmpty().Max(), findings, status);
    }

    [LoggerMessage(LogLevel.Debug, "{Service} did not tell its status")]
    private partial void NoAnswer(Exception failure, string service);
}

/// <summary>Registers it.</summary>
internal static class LiveStatusSetup
{
    public static void AddLiveStatus(this WebApplicationBuilder builder)
    {
        builder.AddServiceHttpClient(LiveStatus.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = LiveStatus.AnswerTime,
            });
        builder.Services.AddSingleton<LiveStatus>();
    }
}
