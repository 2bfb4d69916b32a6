using System.Text.Json;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Operations;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hitl.ServiceDefaults.Messaging;

/// <summary>Puts a service on the event bus.</summary>
public static class MessagingExtensions
{
    /// <summary>The connection string's name, in every service.</summary>
    public const string ConnectionName = "rabbitmq";

    /// <summary>Outbox, relay and inbox, and a queue for each event that <paramref name="configure"/> names.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder, string service, Action<EventSubscriptions> configure)
    {
        builder.AddListening(service, configure);
        var services = builder.Services;
        services.AddSingleton<OutboxBell>();
        services.AddScoped<Outbox>();
        services.AddScoped<IEventPublisher>(provider => provider.GetRequiredService<Outbox>());
        services.AddHostedService<OutboxRelay>();
        services.AddSingleton<IBacklog, OutboxBacklog>();
        services.AddSingleton<BrokerQueues>();
        // What is published before a queue is bound would be dropped.
        services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
    }

    /// <summary>
    /// The bus without an outbox, for a part that publishes nothing: it starts, and serves on, while the broker is down.
    /// </summary>
    public static void AddListening(this IHostApplicationBuilder builder, string service, Action<EventSubscriptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var address = builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{ConnectionName} is not set. Start the system with ./hitl up.");

        var options = builder.Configuration.GetSection(MessagingOptions.Section).Get<MessagingOptions>() ?? new MessagingOptions();
        var services = builder.Services;
        services.AddOptions<MassTransitHostOptions>().Configure(host => host.StopTimeout = TimeSpan.FromSeconds(10));
        services.AddMassTransit(bus =>
        {
            var subscriptions = new EventSubscriptions(service, options, bus, services);
            configure(subscriptions);
            services.AddSingleton(subscriptions.TopologyAt(address));
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(address));
                if (options.Prefix is { } prefix)
                    rabbit.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(rabbit.MessageTopology.EntityNameFormatter, prefix));
                rabbit.ConfigureJsonSerializerOptions(Conventions);
                rabbit.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders | RawSerializerOptions.CopyHeaders, isDefault: true);
                subscriptions.Configure(context, rabbit);
            });
        });
    }

    private static JsonSerializerOptions Conventions(JsonSerializerOptions options)
    {
        JsonConventions.Apply(options);
        // MassTransit's own default is indented: a third of every message would be spaces.
        options.WriteIndented = false;
        return options;
    }
}

/// <summary>Which events a service hears, and who acts on them.</summary>
public sealed class EventSubscriptions
{
    private const int PrefetchCount = 128;

    private static readonly TimeSpan TemporaryFor = TimeSpan.FromMinutes(1);

    private readonly List<Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>> _endpoints = [];
    private readonly List<string> _queues = [];
    private readonly string _service;
    private readonly MessagingOptions _options;
    private readonly IBusRegistrationConfigurator _bus;
    private readonly IServiceCollection _services;

    internal EventSubscriptions(string service, MessagingOptions options, IBusRegistrationConfigurator bus, IServiceCollection services) =>
        (_service, _options, _bus, _services) = (options.Prefix + service, options, bus, services);

    /// <summary>
    /// One durable quorum queue for the service: each event is handled once, by whichever replica takes it, together with its
    /// inbox mark.
    /// </summary>
    /// <param name="part">Of the service, where several parts hear of the same event: each has a queue of its own.</param>
    public EventSubscriptions Handle<TEvent, THandler>(string? part = null)
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>
    {
        _services.TryAddScoped<THandler>();
        _services.AddSingleton<Inbox<TEvent, THandler>>();
        _bus.AddConsumer<InboxConsumer<TEvent, THandler>>();
        var queue = $"{_service}.{(part is null ? "" : $"{part}.")}{QueueNameOf<TEvent>()}";
        _queues.Add(queue);
        _endpoints.Add((context, rabbit) => rabbit.ReceiveEndpoint(queue, endpoint =>
        {
            if (_options.Temporary) endpoint.QueueExpiration = TemporaryFor;
            else endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = PrefetchCount;
            endpoint.ConcurrentMessageLimit = PrefetchCount;
            endpoint.UseMessageRetry(RetryTransient);
            endpoint.UseMessageRetry(RetryAny);
            endpoint.ConfigureConsumer<InboxConsumer<TEvent, THandler>>(context);
        }));
        return this;
    }

    /// <summary>A queue of its own for each running instance, gone with it: for what is only kept in memory.</summary>
    public EventSubscriptions HandleInEveryInstance<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent>
    {
        _services.TryAddSingleton<THandler>();
        _bus.AddConsumer<InstanceConsumer<TEvent, THandler>>();
        _endpoints.Add((context, rabbit) => rabbit.ReceiveEndpoint(
            new TemporaryEndpointDefinition($"{_service}.{QueueNameOf<TEvent>()}"),
            endpoint => endpoint.ConfigureConsumer<InstanceConsumer<TEvent, THandler>>(context)));
        return this;
    }

    internal void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit)
    {
        foreach (var endpoint in _endpoints) endpoint(context, rabbit);
    }

    /// <summary>What <see cref="Handle"/> declares, for those who look at it from outside of the bus.</summary>
    internal QueueTopology TopologyAt(string brokerAddress) => new(
        _service,
        brokerAddress,
        _queues,
        _options.Temporary
            ? new(StringComparer.Ordinal) { [RabbitMQ.Client.Headers.XExpires] = (long)TemporaryFor.TotalMilliseconds }
            : new(StringComparer.Ordinal) { [RabbitMQ.Client.Headers.XQueueType] = "quorum" });

    private static string QueueNameOf<TEvent>() => KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(TEvent).Name);

    /// <summary>A database that restarts is waited for; the message stays unacknowledged meanwhile.</summary>
    private static void RetryTransient(IRetryConfigurator retry)
    {
        retry.Handle<NpgsqlException>(failure => failure.IsTransient);
        retry.Handle<HttpRequestException>();
        retry.Handle<TimeoutException>();
        retry.Exponential(100, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Anything else gets three quick tries, then its place in the error queue, where operators see it.</summary>
    private static void RetryAny(IRetryConfigurator retry)
    {
        retry.Ignore<HttpRequestException>();
        retry.Ignore<TimeoutException>();
        retry.Ignore<NpgsqlException>(failure => failure.IsTransient);
        retry.Intervals(100, 500, 2000);
    }
}
