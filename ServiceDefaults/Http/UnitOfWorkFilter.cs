using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http.Idempotency;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// Commits the unit of work of a successful request, and undoes it otherwise. Where the client sent an Idempotency-Key, the answer
/// commits with the work: the same key and body answer it again, even after a crash in between.
/// </summary>
public sealed class UnitOfWorkFilter : IEndpointFilter
{
    /// <summary>The request header.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The response header of an answer given again.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int KeyLengthMax = 255;

    private static readonly Error BadKey = InvalidRequest.Of(KeyHeader, $"must be 1 to {KeyLengthMax} visible ASCII characters.");

    private static readonly Error OtherRequest = new(
        ErrorKind.Unprocessable, "idempotency_key_reused", "This Idempotency-Key was sent with another request before. Use a new key.");

    private static readonly Error Running = new(
        ErrorKind.Conflict, "idempotency_key_in_use", "The request with this Idempotency-Key is still running. Send it again soon.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        var key = http.Request.Headers[KeyHeader];
        if (key.Count == 0) return await RunAsync(context, next, null, null);
        if (!IsValid(key)) return BadKey.ToProblem();

        var store = http.RequestServices.GetRequiredService<IdempotencyStore>();
        var start = await store.BeginAsync(ScopeOf(http), key.ToString(), await FingerprintAsync(http), http.RequestAborted);
        if (start.IsOtherRequest) return OtherRequest.ToProblem();
        if (start.IsRunning) return Running.ToProblem();
        if (start.Run is null)
        {
            http.Response.Headers[ReplayedHeader] = "true";
            return new JsonBytes(start.Status!.Value, start.Body!);
        }

        http.RequestServices.GetRequiredService<IdempotencySession>().Begin(store, start.Run);
        return await RunAsync(context, next, store, start.Run);
    }

    private static async Task<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IdempotencyStore? store, IdempotentRun? run)
    {
        var http = context.HttpContext;
        var work = http.RequestServices.GetRequiredService<UnitOfWork>();
        try
        {
            var result = await next(context);
            if (StatusOf(result) is >= 200 and < 300)
                return run is null ? await CommitAsync(work, result, http) : await CommitAsync(work, result, store!, run, http);

            await work.RollbackAsync();
            if (run is not null) await store!.ReleaseAsync(run, CancellationToken.None);
            return result;
        }
        catch
        {
            await work.RollbackAsync();
            // A commit whose outcome is unknown has left its answer, which this does not touch.
            if (run is not null) await store!.ReleaseAsync(run, CancellationToken.None);
            throw;
        }
    }

    private static async Task<object?> CommitAsync(UnitOfWork work, object? result, HttpContext http)
    {
        await work.CommitAsync(http.RequestAborted);
        return result;
    }

    private static async Task<object?> CommitAsync(UnitOfWork work, object? result, IdempotencyStore store, IdempotentRun run, HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<IdempotencySession>();
        if (session.IsTaken) return await CommitAsync(work, result, http);

        var answer = Render(result);
        var transaction = await work.TransactionAsync(http.RequestAborted);
        if (!await IdempotencyStore.CompleteAsync(transaction, store.Seal(run, answer.Status, answer.Body.Span), http.RequestAborted))
        {
            await work.RollbackAsync();
            return Running.ToProblem();
        }

        await work.CommitAsync(http.RequestAborted);
        return answer;
    }

    /// <summary>A union such as <c>Results&lt;Ok, ProblemHttpResult&gt;</c> holds the result that counts.</summary>
    internal static object? Unwrap(object? result) => result is INestedHttpResult union ? Unwrap(union.Result) : result;

    private static int StatusOf(object? result) => (Unwrap(result) as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;

    private static JsonBytes Render(object? response)
    {
        var result = Unwrap(response);
        if (result is JsonBytes ready) return ready;
        var value = result is IResult ? (result as IValueHttpResult)?.Value : result;
        var body = value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), JsonConventions.Options);
        return new JsonBytes(StatusOf(result), body);
    }

    private static bool IsValid(StringValues key) =>
        key.Count == 1 && key[0] is { Length: > 0 and <= KeyLengthMax } text && text.All(character => character is > ' ' and <= '~');

    private static string ScopeOf(HttpContext http)
    {
        var caller = http.Features.GetRequiredFeature<Caller>();
        var owner = caller.AccountId is { } account ? $"account:{account}" : caller.Name;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return $"{owner} {http.Request.Method} {route}";
    }

    /// <summary>Path and body: the same key for another project is another request.</summary>
    private static async Task<byte[]> FingerprintAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(http.Request.Path + "\n"));
        if (RequestBytes.IsSent(http))
        {
            var body = await RequestBytes.ReadAsync(http);
            if (body.HasValue) hash.AppendData(body.Value.Span);
        }

        return hash.GetHashAndReset();
    }
}
