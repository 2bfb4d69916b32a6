namespace Hitl.Webhooks.Domain;

/// <summary>What a delivery tells of.</summary>
internal static class EventNames
{
    /// <summary>A job has its annotations.</summary>
    public const string JobDone = "job.done";

    /// <summary>A client tries out a URL.</summary>
    public const string Test = "webhook.test";

    public static readonly IReadOnlyList<string> All = [JobDone, Test];
}
