using System.Text.Json.Nodes;
using Hitl.Dialects.Api;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Projects, as today's clients make and change them.</summary>
internal static class ProjectEndpoints
{
    public static void MapProjectEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(ScaleErrors.Prefix + "/v1/projects").WithTags("Scale").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListScaleProjects");
        reads.MapGet("/{name}", GetAsync).WithName("GetScaleProject");

        var writes = app.MapGroup(ScaleErrors.Prefix + "/v1/projects").WithTags("Scale").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateScaleProject");
        writes.MapPost("/{name}/setParams", SetParamsAsync).WithName("SetScaleProjectParams");
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, CreateProject create, CancellationToken ct) =>
        body.Parameters.Error is { } unreadable ? unreadable.ToProblem() : ScaleAnswers.Show(await create.HandleAsync(caller.RequiredAccountId, body.Parameters.Value, ct));

    private static async Task<IResult> ListAsync(Caller caller, FindProject find, CancellationToken ct) =>
        ScaleAnswers.Json(new JsonArray([.. (await find.AllAsync(caller.RequiredAccountId, ct)).Select(ProjectView.Of)]));

    private static async Task<IResult> GetAsync(string name, Caller caller, FindProject find, CancellationToken ct) =>
        await find.HandleAsync(caller.RequiredAccountId, ScalePath.NameOf(name), ct) is { } project
            ? ScaleAnswers.Json(ProjectView.Of(project))
            : TaskErrors.ProjectNotFound.ToProblem();

    private static async Task<IResult> SetParamsAsync(string name, LooseBody body, Caller caller, SetProjectParams set, CancellationToken ct) =>
        body.Parameters.Error is { } unreadable
            ? unreadable.ToProblem()
            : ScaleAnswers.Show(await set.HandleAsync(caller.RequiredAccountId, ScalePath.NameOf(name), body.Parameters.Value, ct));
}

/// <summary>Names in paths.</summary>
internal static class ScalePath
{
    /// <summary>Routing leaves an encoded slash as it is: a name may hold one.</summary>
    public static string NameOf(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
