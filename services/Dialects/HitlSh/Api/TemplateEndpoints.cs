using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Api;
using Hitl.Dialects.HitlSh.Application;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>The document's templates: the account's own, and those that all accounts share. Projects keeps and judges them.</summary>
internal static class TemplateEndpoints
{
    private static readonly string[] Members = ["name", "description", "fields"];

    public static void MapTemplateEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(HitlShErrors.Prefix + "/v1/templates").WithTags("HITL.sh").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListHitlShTemplates");
        reads.MapGet("/{id}", GetAsync).WithName("GetHitlShTemplate");

        var writes = app.MapGroup(HitlShErrors.Prefix + "/v1/templates").WithTags("HITL.sh").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateHitlShTemplate");
        writes.MapPatch("/{id}", ChangeAsync).WithName("ChangeHitlShTemplate");
        writes.MapDelete("/{id}", DeleteAsync).WithName("DeleteHitlShTemplate");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, ITemplatesClient templates, Envelope envelope, CancellationToken ct)
    {
        var page = ReviewListQuery.ReadPage(request.Query);
        if (page.Error is { } faults) return faults.ToProblem();
        var cursor = page.Value.After is { } after ? Cursor.Of(after) : null;
        var found = await templates.ListAsync(caller.RequiredAccountId, page.Value.Limit, cursor, ct);
        return envelope.Page(found.Templates.Select(TemplateView.Of), page.Value.Limit, found.NextCursor);
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, ITemplatesClient templates, Envelope envelope, CancellationToken ct) =>
        PublicId.Read(PublicId.Template, id) is { } templateId && await templates.GetAsync(caller.RequiredAccountId, templateId, ct) is { } template
            ? envelope.Ok(TemplateView.Of(template))
            : ReviewErrors.TemplateNotFound.ToProblem();

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, ITemplatesClient templates, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var outcome = await templates.CreateAsync(caller.RequiredAccountId, Own(body.Parameters.Value), ct);
        return outcome.Template is { } template ? envelope.Created(TemplateView.Of(template)) : Refuse(outcome.Refusal!);
    }

    private static async Task<IResult> ChangeAsync(
        string id, LooseBody body, Caller caller, ITemplatesClient templates, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        if (PublicId.Read(PublicId.Template, id) is not { } templateId) return ReviewErrors.TemplateNotFound.ToProblem();
        return Answer(await templates.ChangeAsync(caller.RequiredAccountId, templateId, Own(body.Parameters.Value), ct), TemplateView.Of, envelope);
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, ITemplatesClient templates, Envelope envelope, CancellationToken ct)
    {
        if (PublicId.Read(PublicId.Template, id) is not { } templateId) return ReviewErrors.TemplateNotFound.ToProblem();
        return Answer(
            await templates.DeleteAsync(caller.RequiredAccountId, templateId, ct), _ => new JsonObject { ["id"] = id, ["deleted"] = true }, envelope);
    }

    private static IResult Answer(TemplateOutcome? outcome, Func<TemplateRecord, JsonObject> show, Envelope envelope)
    {
        if (outcome is null) return ReviewErrors.TemplateNotFound.ToProblem();
        return outcome.Template is { } template ? envelope.Ok(show(template)) : Refuse(outcome.Refusal!);
    }

    private static IResult Refuse(RefusedTemplate refused) => ReviewErrors.Of(refused.Status, refused.Code, refused.Message, refused.Errors).ToProblem();

    private static JsonElement Own(JsonObject body) => JsonSerializer.SerializeToElement(
        new JsonObject(body.Where(member => Members.Contains(member.Key, StringComparer.Ordinal)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
}
