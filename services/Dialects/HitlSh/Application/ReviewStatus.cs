using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>The life of a review, in the document's words.</summary>
internal static class ReviewStatus
{
    public const string Created = "created";
    public const string Assigned = "assigned";
    public const string InProgress = "in_progress";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";

    public static readonly IReadOnlyList<string> All = [Created, Assigned, InProgress, Completed, Cancelled];

    public static string Of(JobRecord job) => job.Status switch
    {
        JobStatus.New => IsAssigned(job) ? Assigned : Created,
        JobStatus.Progress => InProgress,
        JobStatus.Done => Completed,
        // The document has no word for a review that somebody found undoable: it ended without a result.
        JobStatus.Error or JobStatus.Canceled or JobStatus.Expired => Cancelled,
    };

    public static bool IsAssigned(JobRecord job) => job.Assignees.Count > 0 || job.TeamId is not null;

    /// <summary>The jobs that a list of reviews with <paramref name="status"/> shows.</summary>
    public static FindJobs Restrict(FindJobs filter, string status) => status switch
    {
        Created => filter with { Statuses = [JobStatus.New], IsAssigned = false },
        Assigned => filter with { Statuses = [JobStatus.New], IsAssigned = true },
        InProgress => filter with { Statuses = [JobStatus.Progress] },
        Completed => filter with { Statuses = [JobStatus.Done] },
        _ => filter with { Statuses = [JobStatus.Error, JobStatus.Canceled, JobStatus.Expired] },
    };
}
