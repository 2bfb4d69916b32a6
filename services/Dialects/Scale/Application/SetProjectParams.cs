using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Sets the parameters of a project's future tasks.</summary>
internal sealed class SetProjectParams(FindProject find, IDialectProjectsClient projects, TimeProvider time)
{
    private const string Patch = "patch";
    private const int TriesMax = 5;

    public async Task<Result<JsonObject>> HandleAsync(Guid accountId, string name, JsonObject body, CancellationToken ct)
    {
        var given = new GivenParameters(body);
        var isPatch = given.Flag(Patch) ?? false;
        if (given.Faults is { } faults) return TaskErrors.Invalid(faults);
        var parameters = given.Without([Patch]);

        // Who sets them at the same time makes a version before this one.
        for (var i = 0; i < TriesMax; i++)
        {
            if (await find.HandleAsync(accountId, name, ct) is not { } known) return TaskErrors.ProjectNotFound;
            var changed = ScaleProject.Read(known.Data).With(parameters, isPatch, time.GetUtcNow());
            if (await projects.KeepDataAsync(accountId, known.ProjectId, new KeepProjectData(known.Data, changed.ToData()), ct) is { } kept) return ProjectView.Of(kept);
        }

        return TaskErrors.TooManyChanges;
    }
}
