using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>How jobs of this dialect are known.</summary>
internal static class WorkersAiDialect
{
    public const string Name = "workersai";

    public static bool IsOurs(this JobEvent job) => job.Dialect == Name;
}
