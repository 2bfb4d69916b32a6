using System.Collections.Concurrent;
using Hitl.ServiceDefaults.Http;
using MassTransit;

namespace Hitl.TestKit;

/// <summary>Hears the events of one type that a service publishes, as any other service would.</summary>
public sealed class EventTap<T> : IAsyncDisposable
    where T : class
{
    private readonly ConcurrentQueue<Heard> _heard = new();
    private readonly IBusControl _bus;

    private EventTap(string rabbitMq, string prefix) => _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(new Uri(rabbitMq));
        rabbit.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(rabbit.MessageTopology.EntityNameFormatter, prefix));
        rabbit.ConfigureJsonSerializerOptions(options =>
        {
            JsonConventions.Apply(options);
            return options;
        });
        rabbit.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders | RawSerializerOptions.CopyHeaders, isDefault: true);
        rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(prefix + "tap"), endpoint => endpoint.Handler<T>(context =>
        {
            _heard.Enqueue(new Heard(context.MessageId!.Value, context.Message));
            return Task.CompletedTask;
        }));
    });

    /// <summary>All heard so far, repeats included.</summary>
    public IReadOnlyList<T> Events => [.. _heard.Select(heard => heard.Event)];

    /// <summary>The message ids of all heard so far, repeats included.</summary>
    public IReadOnlyList<Guid> MessageIds => [.. _heard.Select(heard => heard.MessageId)];

    /// <summary>Starts to listen; what was published before is not heard.</summary>
    public static async Task<EventTap<T>> StartAsync(string rabbitMq, string prefix)
    {
        var tap = new EventTap<T>(rabbitMq, prefix);
        await tap._bus.StartAsync();
        return tap;
    }

    /// <summary>Waits for an event that fits.</summary>
    public async Task<T> NextAsync(Func<T, bool>? fits = null) =>
        (await Eventually.GetAsync(
            () => Task.FromResult(Events.FirstOrDefault(heard => fits?.Invoke(heard) ?? true)),
            found => found is not null,
            $"a {typeof(T).Name} among the {_heard.Count} heard"))!;

    public async ValueTask DisposeAsync() => await _bus.StopAsync();

    private sealed record Heard(Guid MessageId, T Event);
}
