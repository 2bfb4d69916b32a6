using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Scale.Application;

/// <summary>How jobs of this dialect are known.</summary>
internal static class ScaleDialect
{
    public const string Name = "scale";

    public static bool IsOurs(this JobEvent job) => job.Dialect == Name;
}
