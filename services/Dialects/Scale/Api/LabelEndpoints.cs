using Hitl.Contracts.Jobs;
using Hitl.Dialects.Api;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Application;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Dialects.Scale.Api;

/// <summary>What today's clients change of a task whatever its status is: its own id, tags and metadata.</summary>
internal static class LabelEndpoints
{
    private const string Tags = "tags";
    private const string UniqueId = "unique_id";

    public static void MapLabelEndpoints(this IEndpointRouteBuilder tasks)
    {
        tasks.MapPost("/task/{id}/tags", SetTagsAsync).WithName("SetScaleTags");
        tasks.MapPut("/task/{id}/tags", AddTagsAsync).WithName("AddScaleTags");
        tasks.MapDelete("/task/{id}/tags", RemoveTagsAsync).WithName("RemoveScaleTags");
        tasks.MapPost("/task/{id}/unique_id", SetUniqueIdAsync).WithName("SetScaleUniqueId");
        tasks.MapDelete("/task/{id}/unique_id", ClearUniqueIdAsync).WithName("ClearScaleUniqueId");
        tasks.MapPost("/task/{id}/setMetadata", SetMetadataAsync).WithName("SetScaleMetadata");
    }

    /// <summary>The official client leaves the body out where its list is empty.</summary>
    private static Task<IResult> SetTagsAsync(string id, [BareList(Tags)] LooseBody body, Caller caller, LabelTask label, CancellationToken ct) =>
        HandleAsync(id, body, given => new LabelJob { Tags = TaskRequest.TagsOf(given) }, caller, label, ct);

    private static Task<IResult> AddTagsAsync(string id, [BareList(Tags)] LooseBody body, Caller caller, LabelTask label, CancellationToken ct) =>
        HandleAsync(id, body, given => new LabelJob { AddedTags = TaskRequest.TagsOf(given) }, caller, label, ct);

    private static Task<IResult> RemoveTagsAsync(string id, [BareList(Tags)] LooseBody body, Caller caller, LabelTask label, CancellationToken ct) =>
        HandleAsync(id, body, given => new LabelJob { RemovedTags = TaskRequest.TagsOf(given) }, caller, label, ct);

    private static Task<IResult> SetUniqueIdAsync(string id, LooseBody body, Caller caller, LabelTask label, CancellationToken ct) => HandleAsync(
        id, body, given => new LabelJob { UniqueId = given.RequiredText(UniqueId, TaskRequest.UniqueIdLengthMax) }, caller, label, ct);

    private static async Task<IResult> ClearUniqueIdAsync(string id, Caller caller, LabelTask label, CancellationToken ct) =>
        ScaleAnswers.Show(await label.HandleAsync(caller.RequiredAccountId, id, new LabelJob { ClearsUniqueId = true }, ct));

    private static async Task<IResult> SetMetadataAsync(string id, LooseBody body, Caller caller, LabelTask label, CancellationToken ct) =>
        body.Parameters.Error is { } unreadable
            ? unreadable.ToProblem()
            : ScaleAnswers.Show(await label.HandleAsync(caller.RequiredAccountId, id, LabelTask.MetadataOf(body.Parameters.Value), ct));

    private static async Task<IResult> HandleAsync(
        string id, LooseBody body, Func<GivenParameters, LabelJob> read, Caller caller, LabelTask label, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var given = new GivenParameters(body.Parameters.Value);
        var change = read(given);
        return given.Faults is { } faults
            ? TaskErrors.Invalid(faults).ToProblem()
            : ScaleAnswers.Show(await label.HandleAsync(caller.RequiredAccountId, id, change, ct));
    }
}
