namespace Hitl.ServiceDefaults.Messaging;

/// <summary>Publishes facts together with the state that they are about: nothing leaves before the unit of work is committed.</summary>
public interface IEventPublisher
{
    /// <summary>Takes <paramref name="fact"/> into the unit of work's outbox.</summary>
    void Publish(object fact);
}

/// <summary>Acts on events that another service published.</summary>
/// <typeparam name="TEvent">The event, or a base type of several.</typeparam>
public interface IEventHandler<in TEvent>
{
    /// <summary>
    /// Acts on events that arrived together, none of which was handled before, inside one unit of work that is committed by the
    /// caller. Order among them is not promised: compare versions.
    /// </summary>
    Task HandleAsync(IReadOnlyList<TEvent> events, CancellationToken ct);
}
