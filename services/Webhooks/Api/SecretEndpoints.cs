using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Api;

/// <summary>The account's signing secret.</summary>
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
        secret.MapGroup("").WithUnitOfWork().MapPost("/rotate", RotateAsync).WithName("RotateWebhookSecret");
    }

    private static async Task<IResult> GetAsync(Caller caller, ISecretStore secrets, CancellationToken ct) =>
        TypedResults.Ok(Show(await secrets.GetAsync(caller.RequiredAccountId, ct), caller, secrets));

    private static async Task<IResult> RotateAsync(Body<RotateSecretRequest> body, Caller caller, RotateSecret rotate, ISecretStore secrets, CancellationToken ct)
    {
        var overlap = TimeSpan.FromMinutes(body.Value.OverlapMinutes ?? RotateSecretRequest.DefaultOverlapMinutes);
        return TypedResults.Ok(Show(await rotate.RunAsync(caller.RequiredAccountId, overlap, ct), caller, secrets));
    }

    private static SecretResponse Show(AccountSecrets current, Caller caller, ISecretStore secrets) =>
        SecretResponse.Of(current, secrets.CallbackKeysOf(caller.RequiredAccountId));
}
