namespace Hitl.Webhooks.Domain;

/// <summary>What a delivery tells of.</summary>
internal static class EventNames
{
    /// <summary>A client tries out a URL.</summary>
    public const string Test = "webhook.test";

    /// <summary>A job was created.</summary>
    public const string JobCreated = "job.created";

    /// <summary>Somebody has started a job.</summary>
    public const string JobStarted = "job.started";

    /// <summary>A job has its annotations.</summary>
    public const string JobDone = "job.done";

    /// <summary>A job was stopped because of a problem.</summary>
    public const string JobError = "job.error";

    /// <summary>A client canceled a job.</summary>
    public const string JobCanceled = "job.canceled";

    /// <summary>A job was not done before it expired.</summary>
    public const string JobExpired = "job.expired";

    /// <summary>A project takes jobs.</summary>
    public const string ProjectActivated = "project.activated";

    /// <summary>A project takes no jobs any more.</summary>
    public const string ProjectDeactivated = "project.deactivated";

    /// <summary>What accounts can subscribe to; the events of HITL.sh's document among them, which its dialect tells of.</summary>
    public static readonly IReadOnlyList<string> Subscribable =
    [
        JobCreated, JobStarted, JobDone, JobError, JobCanceled, JobExpired, ProjectActivated, ProjectDeactivated,
        "review.created", "review.assigned", "review.started", "review.completed", "review.cancelled", "template.updated",
    ];

    /// <summary>What the log can hold: also what goes to a job's own URL, in the words of the dialect that it came by.</summary>
    public static readonly IReadOnlyList<string> All = [.. Subscribable, Test, "task.completed"];
}
