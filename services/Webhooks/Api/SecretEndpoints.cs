using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Reads;

namespace Hitl.Webhooks.Api;

/// <summary>
/// The account's signing secret and callback keys. Administrators see how they stand and rotate them; what they are only their account
/// reads.
/// </summary>
internal static class SecretEndpoints
{
    public static void MapSecretEndpoints(this IEndpointRouteBuilder app)
    {
        var secret = app.MapGroup("/v1/webhook-secret").WithTags("Webhook secret").RequireAccount();
        secret.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        secret.MapGet("", GetAsync).WithName("GetWebhookSecret");
        var rotations = secret.MapGroup("").WithUnitOfWork();
        rotations.MapPost("/rotate", RotateAsync).WithName("RotateWebhookSecret");
        rotations.MapPost("/callback-keys/rotate", RotateCallbackKeyAsync).WithName("RotateCallbackKey");

        var any = app.MapGroup("/v1/admin/webhook-secrets/{account:guid}").WithTags("Webhook secret").RequireAdmin();
        any.MapGet("", GetStateAsync).WithName("GetWebhookSecretState");
        var rotateAny = any.MapGroup("").WithUnitOfWork().WithAudit();
        rotateAny.MapPost("/rotate", RotateOfAsync).WithName("RotateWebhookSecretOfAccount");
        rotateAny.MapPost("/callback-keys/rotate", RotateCallbackKeyOfAsync).WithName("RotateCallbackKeyOfAccount");
    }

    private static async Task<IResult> GetAsync(Caller caller, ISecretStore secrets, ICallbackKeyStore keys, CancellationToken ct)
    {
        var account = caller.RequiredAccountId;
        return TypedResults.Ok(SecretResponse.Of(await secrets.GetAsync(account, ct), await keys.GetAsync(account, ct)));
    }

    private static async Task<IResult> RotateAsync(
        Body<RotateSecretRequest> body, Caller caller, RotateSecret rotate, ICallbackKeyStore keys, CancellationToken ct)
    {
        var account = caller.RequiredAccountId;
        var secrets = await rotate.RunAsync(account, OverlapOf(body.Value.OverlapMinutes), ct);
        return TypedResults.Ok(SecretResponse.Of(secrets, await keys.GetAsync(account, ct)));
    }

    private static async Task<IResult> RotateCallbackKeyAsync(
        Body<RotateCallbackKeyRequest> body, Caller caller, RotateCallbackKey rotate, ISecretStore secrets, ICallbackKeyStore keys, CancellationToken ct)
    {
        await rotate.RunAsync(caller.RequiredAccountId, body.Value.Mode == "test", OverlapOf(body.Value.OverlapMinutes), ct);
        return await GetAsync(caller, secrets, keys, ct);
    }

    private static async Task<IResult> GetStateAsync(Guid account, SecretStates states, CancellationToken ct) =>
        TypedResults.Ok(await states.FindAsync(account, ct));

    private static async Task<IResult> RotateOfAsync(
        Guid account, Body<RotateSecretRequest> body, RotateSecret rotate, SecretStates states, UnitOfWork work, CancellationToken ct)
    {
        await rotate.RunAsync(account, OverlapOf(body.Value.OverlapMinutes), ct);
        return TypedResults.Ok(await states.FindAsync(work, account, ct));
    }

    private static async Task<IResult> RotateCallbackKeyOfAsync(
        Guid account, Body<RotateCallbackKeyRequest> body, RotateCallbackKey rotate, SecretStates states, UnitOfWork work, CancellationToken ct)
    {
        await rotate.RunAsync(account, body.Value.Mode == "test", OverlapOf(body.Value.OverlapMinutes), ct);
        return TypedResults.Ok(await states.FindAsync(work, account, ct));
    }

    private static TimeSpan OverlapOf(int? minutes) => TimeSpan.FromMinutes(minutes ?? RotateSecretRequest.DefaultOverlapMinutes);
}
