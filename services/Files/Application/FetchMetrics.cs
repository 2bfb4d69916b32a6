using System.Diagnostics.Metrics;

namespace Hitl.Files.Application;

internal static class FetchMetrics
{
    private static readonly Meter Meter = new("hitl.files");
    private static readonly Counter<long> Downloads = Meter.CreateCounter<long>("hitl.files.downloads", "{file}");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("hitl.files.downloaded", "By");

    public static FetchOutcome Count(FetchOutcome outcome)
    {
        Downloads.Add(1, new KeyValuePair<string, object?>("outcome", (outcome as FailedFetch)?.Code ?? "ok"));
        Bytes.Add(outcome.Size);
        return outcome;
    }
}
