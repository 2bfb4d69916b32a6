using Hitl.Contracts.Operations;

namespace Hitl.Gateway.Operations;

/// <summary>When a figure is amber and when it is red; the page states the same numbers as docs/operations.md.</summary>
internal static class StatusLimits
{
    public const string NoAnswer = "no_answer";
    public const string Check = "check";
    public const string Unknown = "unknown";
    public const string P95Ms = "p95_ms";
    public const string FailedPercent = "failed_percent";
    public const string OldestSeconds = "oldest_seconds";
    public const string QueueWaiting = "queue_waiting";
    public const string QueueFailed = "queue_failed";

    /// <summary>Of fewer requests a share says nothing.</summary>
    private const int RequestsMin = 20;

    /// <summary>A value at or above a limit has reached it.</summary>
    public static readonly IReadOnlyDictionary<string, Limit> All = new Dictionary<string, Limit>(StringComparer.Ordinal)
    {
        [P95Ms] = new(1_000, 5_000),
        [FailedPercent] = new(1, 5),
        [OldestSeconds] = new(10, 60),
        [QueueWaiting] = new(1_000, 10_000),
        [QueueFailed] = new(1, 100),
    };

    /// <summary>Everything about a process that is not as it should be.</summary>
    public static IReadOnlyList<Finding> Judge(ServiceStatus? status) =>
        status is null ? [new Finding(NoAnswer, Level.Red)] : [.. FindingsOf(status)];

    private static IEnumerable<Finding> FindingsOf(ServiceStatus status)
    {
        if (status.Checks is null) yield return new Finding(Unknown, Level.Amber, "checks");
        foreach (var check in status.Checks ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (check.Value != "Healthy") yield return new Finding(Check, check.Value == "Degraded" ? Level.Amber : Level.Red, check.Key);
        }

        var requests = status.Requests;
        if (requests.Count >= RequestsMin)
        {
            if (Reached(P95Ms, requests.P95Ms) is { } slow) yield return slow;
            if (Reached(FailedPercent, Math.Round(100.0 * requests.Failed / requests.Count, 1)) is { } failing) yield return failing;
        }

        if (status.Backlogs is null) yield return new Finding(Unknown, Level.Amber, "backlogs");
        foreach (var backlog in status.Backlogs ?? [])
        {
            if (Reached(OldestSeconds, backlog.OldestSeconds, backlog.Name) is { } late) yield return late;
        }

        if (status.Queues is null) yield return new Finding(Unknown, Level.Amber, "queues");
        foreach (var queue in status.Queues ?? [])
        {
            if (Reached(QueueWaiting, queue.Waiting, queue.Name) is { } full) yield return full;
            if (Reached(QueueFailed, queue.Failed, queue.Name) is { } failed) yield return failed;
        }
    }

    private static Finding? Reached(string code, double? value, string? subject = null)
    {
        var limit = All[code];
        return value >= limit.Red ? new Finding(code, Level.Red, subject, value)
            : value >= limit.Amber ? new Finding(code, Level.Amber, subject, value)
            : null;
    }
}
