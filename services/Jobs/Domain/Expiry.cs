namespace Hitl.Jobs.Domain;

/// <summary>
/// A job that nobody has ended has ended from the instant on at which its time is up, whether or not that has been written down
/// yet: it is expired, or done where it has default annotations to fall back on. The sweeper only writes it down; SQL says the same by
/// <c>expires_at &lt;= now</c>.
/// </summary>
internal static class Expiry
{
    /// <summary>The status that counts at <paramref name="now"/>.</summary>
    public static JobStatus StatusAt(JobStatus written, DateTimeOffset? expiresAt, bool hasFallback, DateTimeOffset now) =>
        IsDue(written, expiresAt, now) ? EndOf(hasFallback) : written;

    /// <summary>Whether the job has ended by its time without it being written down.</summary>
    public static bool IsDue(JobStatus written, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        written is JobStatus.New or JobStatus.Progress && expiresAt <= now;

    /// <summary>How a job ends whose time is up.</summary>
    public static JobStatus EndOf(bool hasFallback) => hasFallback ? JobStatus.Done : JobStatus.Expired;
}
