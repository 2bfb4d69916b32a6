using Aspire.Hosting.ApplicationModel;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Asks a project's probes.</summary>
internal static class HealthProbes
{
    // A trace that its parent does not sample: one every few seconds from every part would bury the others.
    private const string NotSampled = "00-5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e-5ca1ab1e5ca1ab1e-00";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2), ActivityHeadersPropagator = null })
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
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost:{port}{probe.Path}"));
            request.Headers.Add("traceparent", NotSampled);
            using var response = await Client.SendAsync(request, ct);
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
