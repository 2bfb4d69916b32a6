using Aspire.Hosting.ApplicationModel;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Asks a project's probes.</summary>
internal static class HealthProbes
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public static async Task<IReadOnlyList<HealthReport>> AskAsync(ProjectResource project, int port, CancellationToken ct) =>
        await Task.WhenAll(project.Probes.Select(probe => AskAsync(project.Name, probe, port, ct)));

    private static async Task<HealthReport> AskAsync(string name, HttpProbe probe, int port, CancellationToken ct)
    {
        var key = $"{name}_http_{probe.Path}_200_check";
        try
        {
            using var response = await Client.GetAsync(new Uri($"http://localhost:{port}{probe.Path}"), ct);
            return response.IsSuccessStatusCode
                ? new HealthReport(key, IsHealthy: true, "")
                : new HealthReport(key, IsHealthy: false, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        }
        catch (HttpRequestException e)
        {
            return new HealthReport(key, IsHealthy: false, e.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new HealthReport(key, IsHealthy: false, "no answer within 5 s");
        }
    }
}
