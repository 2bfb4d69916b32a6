namespace Hitl.Jobs.Domain;

/// <summary>
/// A job that nobody has ended is expired from the instant on at which its time is up, whether or not that has been written down
/// yet. The sweeper only writes it down; SQL says the same by <c>expires_at &lt;= now</c>.
/// </summary>
internal static class Expiry
{
    /// <summary>The status that counts at <paramref name="now"/>.</summary>
    public static JobStatus StatusAt(JobStatus written, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        IsDue(written, expiresAt, now) ? JobStatus.Expired : written;

    /// <summary>Whether the job has expired without it being written down.</summary>
    public static bool IsDue(JobStatus written, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        written is JobStatus.New or JobStatus.Progress && expiresAt <= now;
}
