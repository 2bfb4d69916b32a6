using Hitl.Contracts.Jobs;

namespace Hitl.Jobs.Application;

/// <summary>The word for each priority; the database and the API speak it.</summary>
internal static class PriorityText
{
    public static string Of(JobPriority priority) => priority switch
    {
        JobPriority.Low => "low",
        JobPriority.Medium => "medium",
        JobPriority.High => "high",
        JobPriority.Urgent => "urgent",
    };

    /// <summary>Where a client gave none, it is medium.</summary>
    public static JobPriority Read(string? word) => word is null ? JobPriority.Medium : Enum.Parse<JobPriority>(word, ignoreCase: true);
}
