using Hitl.Dialects.Api;

namespace Hitl.Dialects.WorkersAi.Api;

/// <summary>Where this dialect's paths begin, and how it refuses.</summary>
internal static class WorkersAiErrors
{
    public const string Prefix = "/workersai";

    public static readonly Dialect Dialect = new(Prefix, TaskErrorForm.Value);
}
