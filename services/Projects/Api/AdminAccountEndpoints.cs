using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Projects.Api;

/// <summary>What administrators do with accounts.</summary>
internal static class AdminAccountEndpoints
{
    private const string Path = "/v1/admin/accounts";

    public static void MapAdminAccountEndpoints(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup(Path).WithTags("Administration").RequireAdmin();
        accounts.MapGet("", ListAsync).WithName("ListAccounts");
        accounts.MapGet("/{id}", GetAsync).WithName("GetAccount");

        var changes = accounts.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateAccount");
        changes.MapPatch("/{id}", ChangeAsync).WithName("ChangeAccount");
    }

    private static async Task<IResult> ListAsync(string? ids, string? limit, string? cursor, AccountReads reads, CancellationToken ct)
    {
        var named = IdList.Read("ids", ids);
        if (named.Error is { } badIds) return badIds.ToProblem();
        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(named.Value, page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, AccountReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, ct) is { } account ? TypedResults.Ok(account) : ProjectErrors.NoSuchAccount.ToProblem();

    private static async Task<IResult> CreateAsync(Body<CreateAccountRequest> body, CreateAccountHandler handler, CancellationToken ct)
    {
        var account = await handler.HandleAsync(new CreateAccount(body.Value.Name!, body.Value.Plan!.Value), ct);
        return TypedResults.Created($"{Path}/{account.Id}", AccountResponse.Of(account));
    }

    private static async Task<IResult> ChangeAsync(PathId id, Body<ChangeAccountRequest> body, ChangeAccountHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var callback = request.DefaultCallbackUrl.IsSet ? new CallbackUrlChange(request.DefaultCallbackUrl.Value) : null;
        var changed = await handler.HandleAsync(new ChangeAccount(id.Value, request.Name, request.Plan, request.Status, callback), ct);
        return changed.Error is { } error ? error.ToProblem() : TypedResults.Ok(AccountResponse.Of(changed.Value));
    }
}
