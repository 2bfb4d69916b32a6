using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Opens a batch in a project.</summary>
internal sealed class CreateBatch(IBatchesClient batches, FindProject projects)
{
    private const string Project = "project";
    private const string Callback = "callback";

    public async Task<Result<JsonObject>> HandleAsync(Guid accountId, bool isTest, JsonObject body, CancellationToken ct)
    {
        var given = new GivenParameters(body);
        var name = ScaleDialect.NameIn(given);
        var project = given.RequiredText(Project);
        var callback = given.Text(Callback) ?? "";
        if (callback.Length > 0 && !ParameterValues.IsWebUrl(callback)) given.Refuse(Callback, "must be an http or https URL: no e-mail is sent here.");
        var metadata = given.Object("metadata") ?? [];
        var (isCalibration, isSelfLabel) = (given.Flag(BatchData.Calibration) ?? false, given.Flag(BatchData.SelfLabel) ?? false);
        if (given.Faults is { } faults) return TaskErrors.Invalid(faults);
        if (await projects.HandleAsync(accountId, project, ct) is not { } known) return TaskErrors.NoSuch(Project, project);

        var order = new OpenBatch
        {
            AccountId = accountId,
            Dialect = ScaleDialect.Name,
            IsTest = isTest,
            Name = name,
            ProjectId = known.ProjectId,
            Data = BatchData.Of(known.Name, callback, metadata, isCalibration, isSelfLabel),
        };
        return await batches.OpenAsync(order, ct) is { } opened ? BatchView.Of(opened) : TaskErrors.NameTaken("batch", name);
    }
}
