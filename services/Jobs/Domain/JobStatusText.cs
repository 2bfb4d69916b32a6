namespace Hitl.Jobs.Domain;

/// <summary>The contract's word for each status; the database and the API speak it.</summary>
internal static class JobStatusText
{
    public static string Of(JobStatus status) => status switch
    {
        JobStatus.New => "new",
        JobStatus.Progress => "progress",
        JobStatus.Done => "done",
        JobStatus.Error => "error",
        JobStatus.Canceled => "canceled",
        JobStatus.Expired => "expired",
    };

    public static JobStatus Read(string word) =>
        TryRead(word, out var status) ? status : throw new ArgumentOutOfRangeException(nameof(word), word, "No status of a job.");

    public static bool TryRead(string? word, out JobStatus status)
    {
        (var known, status) = word switch
        {
            "new" => (true, JobStatus.New),
            "progress" => (true, JobStatus.Progress),
            "done" => (true, JobStatus.Done),
            "error" => (true, JobStatus.Error),
            "canceled" => (true, JobStatus.Canceled),
            "expired" => (true, JobStatus.Expired),
            _ => (false, default),
        };
        return known;
    }
}
