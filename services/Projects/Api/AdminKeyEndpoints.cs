using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Api;

/// <summary>What administrators do with an account's keys.</summary>
internal static class AdminKeyEndpoints
{
    public static void MapAdminKeyEndpoints(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/v1/admin/accounts/{account}/keys").WithTags("Administration").RequireAdmin();
        keys.MapGet("", ListAsync).WithName("ListApiKeys");

        var changes = keys.MapGroup("").WithUnitOfWork().WithAudit();
        changes.MapPost("", CreateAsync).WithName("CreateApiKey");
        changes.MapPost("/{key}/rotate", RotateAsync).WithName("RotateApiKey");
        changes.MapDelete("/{key}", RevokeAsync).WithName("RevokeApiKey");
    }

    private static async Task<IResult> ListAsync(PathId account, string? limit, string? cursor, ApiKeyReads reads, CancellationToken ct)
    {
        var request = PageRequest.Read(limit, cursor);
        if (request.Error is { } error) return error.ToProblem();
        return await reads.ListAsync(account.Value, request.Value, ct) is { } page ? TypedResults.Ok(page) : ProjectErrors.NoSuchAccount.ToProblem();
    }

    private static async Task<IResult> CreateAsync(
        PathId account, Body<CreateApiKeyRequest> body, CreateApiKeyHandler handler, HttpResponse response, CancellationToken ct)
    {
        var mode = body.Value.Mode!.Value switch
        {
            AccountKeyMode.Live => KeyMode.Live,
            AccountKeyMode.Test => KeyMode.Test,
        };
        return Answer(await handler.HandleAsync(new CreateApiKey(account.Value, body.Value.Name!, mode), ct), response);
    }

    private static async Task<IResult> RotateAsync(
        PathId account, PathId key, Body<RotateApiKeyRequest> body, RotateApiKeyHandler handler, HttpResponse response, CancellationToken ct)
    {
        var overlap = TimeSpan.FromMinutes(body.Value.OverlapMinutes ?? ApiKey.OverlapMinutesMax);
        return Answer(await handler.HandleAsync(new RotateApiKey(account.Value, key.Value, overlap), ct), response);
    }

    private static async Task<IResult> RevokeAsync(PathId account, PathId key, RevokeApiKeyHandler handler, CancellationToken ct)
    {
        var revoked = await handler.HandleAsync(new RevokeApiKey(account.Value, key.Value), ct);
        return revoked.Error is { } error ? error.ToProblem() : TypedResults.NoContent();
    }

    private static IResult Answer(Result<IssuedKey> outcome, HttpResponse response)
    {
        if (outcome.Error is { } error) return error.ToProblem();
        // A secret has no business in anybody's cache.
        response.Headers.CacheControl = "no-store";
        return TypedResults.Json(IssuedKeyResponse.Of(outcome.Value), statusCode: StatusCodes.Status201Created);
    }
}
