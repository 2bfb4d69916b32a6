using Hitl.ServiceDefaults.Results;

namespace Hitl.Metrics.Domain;

/// <summary>Every refusal of this service beyond those of a request's form.</summary>
internal static class MetricsErrors
{
    /// <summary>Unknown, malformed and another account's look the same.</summary>
    public static Error ProjectNotFound(string id) =>
        new(ErrorKind.NotFound, "project_not_found", $"The account has no project '{id}'. GET /v1/projects lists those it has.");
}
