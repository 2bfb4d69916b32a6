using System.Diagnostics;
using System.Text.Json;
using Hitl.ServiceDefaults.Http;

namespace Hitl.ServiceDefaults.Messaging;

/// <summary>One event as the outbox keeps it: written once, published as often as it takes.</summary>
/// <param name="MessageId">Becomes the message's id on the broker, by which consumers drop repeats.</param>
/// <param name="MessageType">The type's name with its assembly.</param>
/// <param name="Body">The event as JSON, UTF-8.</param>
/// <param name="TraceParent">The W3C traceparent of what caused it.</param>
/// <param name="CreatedAt">When it happened.</param>
public sealed record OutboxMessage(Guid MessageId, string MessageType, byte[] Body, string? TraceParent, DateTimeOffset CreatedAt)
{
    /// <summary>Wraps <paramref name="fact"/>; for writers that insert outbox rows in a statement of their own.</summary>
    /// <param name="fact">A type of contracts.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="traceParent">Only where the current activity is not the cause.</param>
    public static OutboxMessage Of(object fact, DateTimeOffset now, string? traceParent = null)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var type = fact.GetType();
        return new OutboxMessage(
            Guid.CreateVersion7(now),
            $"{type.FullName}, {type.Assembly.GetName().Name}",
            JsonSerializer.SerializeToUtf8Bytes(fact, type, JsonConventions.Options),
            traceParent ?? Activity.Current?.Id,
            now);
    }

    internal object Read()
    {
        var type = Type.GetType(MessageType, throwOnError: true)!;
        return JsonSerializer.Deserialize(Body, type, JsonConventions.Options)
            ?? throw new InvalidOperationException($"The body of {MessageId} is null.");
    }
}
