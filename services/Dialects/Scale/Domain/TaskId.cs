using System.Globalization;

namespace Hitl.Dialects.Scale.Domain;

/// <summary>
/// Scale's form of a job's id: 24 hex digits. They are the UUIDv7's own, without the digit of its version and without the last seven,
/// which are random: time, counter and 34 random bits are left, so that no two jobs of an account have the same. The way back
/// leads over the order of ids, in which jobs are listed.
/// </summary>
internal static class TaskId
{
    private const int Length = 24;
    private const int VersionAt = 12;
    private const string Version = "7";
    private const int TailLength = 7;

    public static string Of(Guid jobId) => jobId.ToString("N", CultureInfo.InvariantCulture).Remove(VersionAt, 1)[..Length];

    /// <summary>The first id above all that a task's job can have; null when <paramref name="taskId"/> is the id of no task.</summary>
    public static Guid? FirstJobIdAbove(string taskId)
    {
        if (taskId.Length != Length || !taskId.All(char.IsAsciiHexDigit)) return null;
        var lowest = UInt128.Parse(taskId.Insert(VersionAt, Version) + new string('0', TailLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var above = lowest + (UInt128.One << (4 * TailLength));
        return above > lowest ? Guid.ParseExact(above.ToString("x32", CultureInfo.InvariantCulture), "N") : null;
    }

    public static bool IsOf(string taskId, Guid jobId) => string.Equals(taskId, Of(jobId), StringComparison.OrdinalIgnoreCase);
}
