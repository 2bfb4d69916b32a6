using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Api;

/// <summary>Inviting people by a link, and following it.</summary>
internal static class InvitationEndpoints
{
    private const string AdminPath = "/v1/admin/invitations";
    private const string BearerPath = "/v1/work/invitations/{token}";
    private const string PagePath = "/app/invitations/";

    private static readonly InvitationState[] States = Enum.GetValues<InvitationState>();

    public static void MapInvitationEndpoints(this IEndpointRouteBuilder app)
    {
        var invitations = app.MapGroup(AdminPath).WithTags("Administration").RequireAdmin();
        invitations.MapGet("", ListAsync).WithName("ListInvitations");
        invitations.MapGet("/{id}", GetAsync).WithName("GetInvitation");
        var changes = invitations.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateInvitation");
        changes.MapDelete("/{id}", RevokeAsync).WithName("RevokeInvitation");

        // As at signing in, no Idempotency-Key: a cookie must never be given out twice.
        var bearer = app.MapGroup(BearerPath).WithTags("Work").RequireNobody();
        bearer.AddEndpointFilter(new ValidationFilter());
        bearer.MapGet("", OpenAsync).WithName("OpenInvitation");
        bearer.MapPost("/accept", AcceptAsync).WithName("AcceptInvitation");
    }

    private static async Task<IResult> ListAsync(string? state, string? limit, string? cursor, InvitationReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        if (page.Error is { } error) return error.ToProblem();

        var wanted = States.Cast<InvitationState?>().FirstOrDefault(candidate => candidate!.Value.Word() == state);
        return state is null || wanted is not null
            ? TypedResults.Ok(await reads.ListAsync(wanted, page.Value, ct))
            : InvalidRequest.Of("state", $"must be one of {string.Join(", ", States.Select(value => value.Word()))}.").ToProblem();
    }

    private static async Task<IResult> GetAsync(PathId id, InvitationReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } invitation ? TypedResults.Ok(invitation) : InvitationErrors.NoSuchInvitation.ToProblem();

    private static async Task<IResult> CreateAsync(
        Body<CreateInvitationRequest> body, CreateInvitationHandler handler, IOptions<PublicOptions> addresses, CancellationToken ct)
    {
        var request = body.Value;
        var holdsFor = TimeSpan.FromHours(request.ExpiresHours ?? Invitation.HoursDefault);
        var command = new CreateInvitation(request.Email, request.Name, request.Role ?? AnnotatorRole.Annotator, holdsFor)
        {
            Projects = request.Projects ?? [],
            Teams = request.Teams ?? [],
        };
        var created = await handler.HandleAsync(command, ct);
        if (created.Error is { } error) return error.ToProblem();

        var url = addresses.Value.PublicUrl.TrimEnd('/') + PagePath + created.Value.Token;
        var invitation = created.Value.Invitation;
        return TypedResults.Created($"{AdminPath}/{invitation.Id}", CreatedInvitationResponse.Of(invitation, url));
    }

    private static async Task<IResult> RevokeAsync(PathId id, RevokeInvitationHandler handler, CancellationToken ct) =>
        await handler.HandleAsync(new RevokeInvitation(id.Value), ct) is { } error ? error.ToProblem() : TypedResults.NoContent();

    private static async Task<IResult> OpenAsync(string token, OpenInvitationHandler handler, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var opened = await handler.HandleAsync(new OpenInvitation(token, ClientAddress.Of(context)), ct);
        if (opened.Error is { } error) return error.ToProblem();

        var invitation = opened.Value;
        return TypedResults.Ok(new OpenedInvitationResponse(invitation.Name, invitation.Email, invitation.Role.Word(), invitation.ExpiresAt));
    }

    private static async Task<IResult> AcceptAsync(
        string token,
        Body<AcceptInvitationRequest> body,
        AcceptInvitationHandler handler,
        UnitOfWork work,
        BeginSession begin,
        SessionTokens tokens,
        HttpContext context,
        CancellationToken ct)
    {
        var request = body.Value;
        var link = new OpenInvitation(token, ClientAddress.Of(context));
        var accepted = await handler.HandleAsync(new AcceptInvitation(link, request.Email, request.Name!, request.Password!), ct);
        if (accepted.Error is { } error) return error.ToProblem();

        await work.CommitAsync(ct);
        return await begin.RunAsync(accepted.Value, ct) is { } signedIn
            ? signedIn.ToAnswer(tokens, context)
            : WorkforceErrors.WrongCredentials.ToProblem();
    }
}
