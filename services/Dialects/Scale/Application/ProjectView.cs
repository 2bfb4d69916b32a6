using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Scale's project object.</summary>
internal static class ProjectView
{
    public static JsonObject Of(DialectProjectRecord record)
    {
        var project = ScaleProject.Read(record.Data);
        return new JsonObject
        {
            ["type"] = project.Type,
            ["name"] = record.Name,
            ["param_history"] = project.History.DeepClone(),
            ["created_at"] = ScaleTime.Of(record.CreatedAt),
        };
    }
}
