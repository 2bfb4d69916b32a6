using System.Diagnostics;
using OpenTelemetry;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>
/// Names server spans after their route, hides secrets in paths, and leaves out the probes: a system at rest would otherwise show nothing else.
/// </summary>
internal sealed class TraceTidying : BaseProcessor<Activity>
{
    private const string ServerSource = "Microsoft.AspNetCore";

    public override void OnStart(Activity data) => LeaveOutProbes(data);

    public override void OnEnd(Activity data)
    {
        LeaveOutProbes(data);
        SecretsInPaths.MaskIn(data);
        if (data.Source.Name == ServerSource && data.GetTagItem("http.request.method") is string method)
            data.DisplayName = $"{method} {data.GetTagItem("http.route") ?? data.GetTagItem("url.path")}";
    }

    private static void LeaveOutProbes(Activity activity)
    {
        if (IsProbe(activity)) activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static bool IsProbe(Activity activity) =>
        activity.GetTagItem("url.path") is "/health" or "/alive"
        || (activity.GetTagItem("url.full") is string url && (url.EndsWith("/health", StringComparison.Ordinal) || url.EndsWith("/alive", StringComparison.Ordinal)))
        // What a probe asks, such as the database, belongs to it.
        || activity.Parent is { Recorded: false };
}
