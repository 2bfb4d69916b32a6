using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.HitlSh.Application;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>What stands around every answer that is no refusal.</summary>
internal sealed class Envelope
{
    private readonly HttpContext _context;

    private Envelope(HttpContext context) => _context = context;

    /// <summary>Called by minimal APIs for a parameter of this type.</summary>
    public static ValueTask<Envelope> BindAsync(HttpContext context) => ValueTask.FromResult(new Envelope(context));

    public IResult Ok(JsonNode data) => Write(StatusCodes.Status200OK, data, null);

    public IResult Created(JsonNode data) => Write(StatusCodes.Status201Created, data, null);

    public IResult Page(IEnumerable<JsonNode> items, int limit, string? nextCursor) => Write(
        StatusCodes.Status200OK,
        new JsonArray([.. items]),
        new JsonObject { ["limit"] = limit, ["has_more"] = nextCursor is not null, ["next_cursor"] = nextCursor });

    private JsonBytes Write(int status, JsonNode data, JsonObject? pagination)
    {
        var now = _context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var meta = new JsonObject { ["request_id"] = _context.TraceIdentifier, ["timestamp"] = HitlShDialect.TextOf(now) };
        if (pagination is not null) meta["pagination"] = pagination;
        var envelope = new JsonObject { ["success"] = true, ["data"] = data, ["meta"] = meta };
        return new JsonBytes(status, JsonSerializer.SerializeToUtf8Bytes(envelope, JsonConventions.Options));
    }
}
