namespace Hitl.Benchmarks.Measurements;

/// <summary>Requests that change nothing, against a bare server.</summary>
internal static class Reading
{
    private const int Clients = 32;

    public static async Task RunAsync(Bench bench)
    {
        using var plain = new HttpClient { BaseAddress = bench.Bare.Url };
        var bare = await Load.RunAsync(Clients, bench.Duration, _ => GetAsync(plain, "/"), bench.Bare.Cpu);
        bench.Report.Floor("bare Kestrel, 32 clients", bare);

        var gateway = await Load.RunAsync(Clients, bench.Duration, _ => GetAsync(bench.Customer.Http, "/v1/ip"), CpuMeter.Of(bench.System, "gateway"));
        bench.Report.Measured("gateway: key and rate limit, nothing behind it", gateway, bare, "bare Kestrel", 0.35);

        var job = await bench.Customer.CreateJobAsync(bench.Project, bench.Site);
        var poll = await Load.RunAsync(
            Clients, bench.Duration, _ => GetAsync(bench.Customer.Http, $"/v1/jobs/{bench.Project}/{job}"), CpuMeter.Of(bench.System, "gateway", "jobs"));
        bench.Report.Measured("GET a job through the gateway, 32 clients", poll, bare, "bare Kestrel");
        bench.Report.Measured("", poll, gateway, "the gateway", 0.55);
    }

    private static async Task GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }
}
