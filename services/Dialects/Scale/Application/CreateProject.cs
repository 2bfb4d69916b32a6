using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Makes a project by a name that the account does not have yet.</summary>
internal sealed class CreateProject(IDialectProjectsClient projects, TimeProvider time)
{
    public async Task<Result<JsonObject>> HandleAsync(Guid accountId, JsonObject body, CancellationToken ct)
    {
        var given = new GivenParameters(body);
        var name = ScaleDialect.NameIn(given);
        var type = given.RequiredText("type");
        if (type.Length > 0 && TaskKind.Find(type) is null) given.Refuse("type", "is no task type that can be made here.");
        var parameters = given.Object("params") ?? [];
        if (given.Faults is { } faults) return TaskErrors.Invalid(faults);

        var project = ScaleProject.Create(TaskKind.Find(type)!.Name, parameters, time.GetUtcNow());
        return await projects.OpenAsync(new OpenProject(accountId, FindProject.KeyOf(name), name, project.ToData()), ct) is { } opened
            ? ProjectView.Of(opened)
            : TaskErrors.NameTaken("project", name);
    }
}
