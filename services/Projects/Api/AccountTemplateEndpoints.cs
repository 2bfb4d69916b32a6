using System.Text.Json;
using FluentValidation;
using Hitl.Contracts.Projects;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Api;

/// <summary>What dialects order for their clients: see <see cref="ITemplatesClient"/>. A refusal is an answer, which the dialect puts into its own form.</summary>
internal static class AccountTemplateEndpoints
{
    public static void MapAccountTemplateEndpoints(this IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup("/internal/accounts/{account}/templates").RequireService().ExcludeFromDescription();
        templates.MapGet("", ListAsync).WithName("ListTemplatesForDialect");
        templates.MapGet("/{id}", GetAsync).WithName("GetTemplateForDialect");

        var changes = templates.MapGroup("").WithUnitOfWork();
        changes.MapPost("", CreateAsync).WithName("CreateTemplateForDialect");
        changes.MapPost("/{id}", ChangeAsync).WithName("ChangeTemplateForDialect");
        changes.MapPost("/{id}/delete", DeleteAsync).WithName("DeleteTemplateForDialect");
    }

    private static async Task<IResult> ListAsync(PathId account, string? limit, string? cursor, TemplateReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();
        var templates = await reads.ListVisibleAsync(account.Value, page.Value, ct);
        return TypedResults.Ok(new TemplatesPage([.. templates.Items.Select(template => template.ToRecord())], templates.NextCursor));
    }

    private static async Task<IResult> GetAsync(PathId account, PathId id, TemplateReads reads, CancellationToken ct) =>
        await reads.FindAsync(account.Value, id.Value, null, ct) is { } template && template.Status == TemplateStatus.Active.Word()
            ? TypedResults.Ok(template.ToRecord())
            : ProjectErrors.NoSuchTemplate.ToProblem();

    private static async Task<IResult> CreateAsync(
        PathId account, JsonElement template, IValidator<CreateTemplateRequest> rules, CreateTemplateHandler handler, CancellationToken ct)
    {
        var body = await Body<CreateTemplateRequest>.ReadAsync(template, rules, ct);
        return Answer(body.Error is { } faults ? faults : await handler.HandleAsync(body.Value.ToCommand(account.Value), ct));
    }

    private static async Task<IResult> ChangeAsync(
        PathId account, PathId id, JsonElement change, IValidator<ChangeTemplateRequest> rules, ChangeTemplateHandler handler, CancellationToken ct)
    {
        var body = await Body<ChangeTemplateRequest>.ReadAsync(change, rules, ct);
        return Answer(body.Error is { } faults ? faults : await handler.HandleAsync(body.Value.ToCommand(id.Value, account.Value), ct));
    }

    private static async Task<IResult> DeleteAsync(PathId account, PathId id, DeleteTemplateHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new DeleteTemplate(id.Value, account.Value), ct));

    private static IResult Answer(Result<Template> outcome) => outcome.Error switch
    {
        { Kind: ErrorKind.NotFound } missing => missing.ToProblem(),
        { } refused => TypedResults.Ok(new TemplateOutcome(null, new RefusedTemplate(Problems.StatusOf(refused.Kind), refused.Code, refused.Message, refused.Fields))),
        null => TypedResults.Ok(new TemplateOutcome(outcome.Value.ToRecord())),
    };
}
