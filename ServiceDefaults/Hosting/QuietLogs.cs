using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>
/// What the frameworks say about every single request stays out of the logs: it costs more than serving the request, and traces and
/// metrics tell it better. It is a default: any <c>Logging:LogLevel</c> setting overrides it.
/// </summary>
internal static class QuietLogs
{
    private static readonly string[] PerRequest = ["Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Yarp.ReverseProxy"];

    public static void AddQuietLogs(this IHostApplicationBuilder builder) => builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = PerRequest.Select(category => KeyValuePair.Create<string, string?>($"Logging:LogLevel:{category}", "Warning")),
    });
}
