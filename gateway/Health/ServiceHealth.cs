using Hitl.Gateway.Routing;

namespace Hitl.Gateway.Health;

/// <summary>
/// Asks each service that the API needs for its <c>/health</c> every two seconds, so that <c>GET /v1/health</c> answers from memory.
/// A service is ready when one of its addresses is.
/// </summary>
internal sealed partial class ServiceHealth(IConfiguration configuration, IHttpClientFactory clients, TimeProvider time, ILogger<ServiceHealth> logger)
    : BackgroundService
{
    public const string ClientName = "health";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<string> _down = [];

    /// <summary>Whether all are ready; waits for the first look after the start.</summary>
    public async Task<bool> AllAreReadyAsync(CancellationToken ct)
    {
        await _first.Task.WaitAsync(ct);
        return Volatile.Read(ref _down).Count == 0;
    }

    /// <summary>Looks once.</summary>
    internal async Task RunOnceAsync(CancellationToken ct)
    {
        var outcomes = await Task.WhenAll(RouteTable.ApiServices.Select(async service => (Service: service, IsReady: await IsReadyAsync(service, ct))));
        string[] down = [.. outcomes.Where(outcome => !outcome.IsReady).Select(outcome => outcome.Service)];
        foreach (var service in down.Except(_down, StringComparer.Ordinal)) NotReady(service);
        if (_first.Task.IsCompleted)
        {
            foreach (var service in _down.Except(down, StringComparer.Ordinal)) ReadyAgain(service);
        }

        Volatile.Write(ref _down, down);
        _first.TrySetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await RunOnceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> IsReadyAsync(string service, CancellationToken ct)
    {
        var answers = await Task.WhenAll(ServiceAddresses.Of(configuration, service).Select(address => AnswersAsync(address, ct)));
        return answers.Contains(true);
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var http = clients.CreateClient(ClientName);
            using var response = await http.GetAsync(new Uri(address, "/health"), HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            // Not ready is an answer too; the change is logged where the round ends.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Service} is not ready")]
    private partial void NotReady(string service);

    [LoggerMessage(LogLevel.Information, "{Service} is ready again")]
    private partial void ReadyAgain(string service);
}

/// <summary>Registers it.</summary>
internal static class ServiceHealthSetup
{
    public static void AddServiceHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(ServiceHealth.ClientName, client => client.Timeout = TimeSpan.FromSeconds(2))
            // Looks each other second belong to nobody's trace.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseCookies = false, UseProxy = false });
        builder.Services.AddSingleton<ServiceHealth>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ServiceHealth>());
    }
}
