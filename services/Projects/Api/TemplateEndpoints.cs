using System.Globalization;
using Hitl.Forms;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Projects.Api;

/// <summary>Templates: an account's own and the shared ones it reads; administrators' over all of them. Both do the same things.</summary>
internal static class TemplateEndpoints
{
    private const string AccountPath = "/v1/account/templates";
    private const string AdminPath = "/v1/admin/templates";

    public static void MapTemplateEndpoints(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup(AccountPath).WithTags("Templates").RequireAccount();
        own.MapGet("", ListVisibleAsync).WithName("ListTemplates");
        MapReads(own, "Template");
        var ownChanges = own.MapGroup("").WithUnitOfWork();
        ownChanges.MapPost("", CreateAsync).WithName("CreateTemplate");
        MapChanges(ownChanges, "Template");

        var all = app.MapGroup(AdminPath).WithTags("Administration").RequireAdmin();
        all.MapGet("", ListAllAsync).WithName("ListTemplatesOfAllAccounts");
        MapReads(all, "TemplateOfAnyAccount");
        var changes = all.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateForAccountAsync).WithName("CreateTemplateForAccount");
        MapChanges(changes, "TemplateOfAnyAccount");
    }

    private static void MapReads(RouteGroupBuilder templates, string what)
    {
        templates.MapGet("/{id}", GetAsync).WithName($"Get{what}");
        templates.MapGet("/{id}/versions", ListVersionsAsync).WithName($"ListVersionsOf{what}");
        templates.MapGet("/{id}/schema", GetSchemaAsync).WithName($"GetSchemaOf{what}");
        templates.MapPost("/{id}/judge", JudgeAsync).AddEndpointFilter(new ValidationFilter()).WithName($"JudgeBy{what}");
    }

    private static void MapChanges(RouteGroupBuilder templates, string what)
    {
        templates.MapPatch("/{id}", ChangeAsync).WithName($"Change{what}");
        templates.MapDelete("/{id}", DeleteAsync).WithName($"Delete{what}");
    }

    private static async Task<IResult> ListVisibleAsync(string? limit, string? cursor, Caller caller, TemplateReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListVisibleAsync(caller.RequiredAccountId, page.Value, ct));
    }

    private static async Task<IResult> ListAllAsync(
        [FromQuery(Name = "account_id")] string? accountId, string? limit, string? cursor, TemplateReads reads, CancellationToken ct)
    {
        Guid? owner = null;
        if (accountId is not null)
        {
            if (!Guid.TryParse(accountId, out var account)) return InvalidRequest.Of("account_id", "must be an id (a UUID).").ToProblem();
            owner = account;
        }

        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(owner, page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, string? version, Caller caller, TemplateReads reads, CancellationToken ct)
    {
        var number = ReadVersion(version);
        if (number.Error is { } error) return error.ToProblem();
        return Found(await reads.FindAsync(ViewerOf(caller), id.Value, number.Value, ct));
    }

    private static async Task<IResult> ListVersionsAsync(PathId id, Caller caller, TemplateReads reads, CancellationToken ct) =>
        Found(await reads.ListVersionsAsync(ViewerOf(caller), id.Value, ct));

    private static async Task<IResult> GetSchemaAsync(PathId id, string? version, Caller caller, TemplateReads reads, CancellationToken ct)
    {
        var number = ReadVersion(version);
        if (number.Error is { } error) return error.ToProblem();
        return await reads.FindFormAsync(ViewerOf(caller), id.Value, number.Value, ct) is { } form
            ? TypedResults.Ok(form.ToJsonSchema())
            : ProjectErrors.NoSuchTemplate.ToProblem();
    }

    private static async Task<IResult> JudgeAsync(PathId id, Body<JudgeRequest> body, Caller caller, TemplateReads reads, CancellationToken ct)
    {
        var request = body.Value;
        if (await reads.FindFormAsync(ViewerOf(caller), id.Value, request.Version, ct) is not { } form) return ProjectErrors.NoSuchTemplate.ToProblem();

        var faults = form.Judge(request.Annotations!.Value, new Material { Content = request.Content });
        var errors = faults.GroupBy(fault => fault.Path, fault => fault.Message, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return TypedResults.Ok(new JudgeResponse(faults.Count == 0, errors));
    }

    private static async Task<IResult> CreateAsync(Body<CreateTemplateRequest> body, Caller caller, CreateTemplateHandler handler, CancellationToken ct) =>
        Created(await handler.HandleAsync(body.Value.ToCommand(caller.RequiredAccountId), ct), AccountPath);

    private static async Task<IResult> CreateForAccountAsync(Body<CreateTemplateOfAccountRequest> body, CreateTemplateHandler handler, CancellationToken ct) =>
        Created(await handler.HandleAsync(body.Value.ToCommand(body.Value.AccountId), ct), AdminPath);

    private static async Task<IResult> ChangeAsync(PathId id, Body<ChangeTemplateRequest> body, Caller caller, ChangeTemplateHandler handler, CancellationToken ct)
    {
        var changed = await handler.HandleAsync(body.Value.ToCommand(id.Value, ViewerOf(caller)), ct);
        return changed.Error is { } error ? error.ToProblem() : TypedResults.Ok(TemplateResponse.Of(changed.Value));
    }

    private static async Task<IResult> DeleteAsync(PathId id, Caller caller, DeleteTemplateHandler handler, CancellationToken ct) =>
        (await handler.HandleAsync(new DeleteTemplate(id.Value, ViewerOf(caller)), ct)).Error is { } error ? error.ToProblem() : TypedResults.NoContent();

    private static IResult Created(Result<Template> outcome, string path) => outcome.Error is { } error
        ? error.ToProblem()
        : TypedResults.Created($"{path}/{outcome.Value.Id}", TemplateResponse.Of(outcome.Value));

    private static IResult Found<T>(T? response)
        where T : class => response is null ? ProjectErrors.NoSuchTemplate.ToProblem() : TypedResults.Ok(response);

    /// <summary>The account that asks; null for administrators, who see and change all.</summary>
    private static Guid? ViewerOf(Caller caller) => caller.IsAdmin ? null : caller.RequiredAccountId;

    private static Result<int?> ReadVersion(string? version)
    {
        if (version is null) return (int?)null;
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (int?)number
            : InvalidRequest.Of("version", "must be an integer from 1.");
    }
}
