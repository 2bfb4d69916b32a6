using System.Net.Http.Headers;
using Hitl.ServiceDefaults.Identity;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hitl.TestKit;

/// <summary>How a service is started for tests.</summary>
public sealed record ServiceHostOptions
{
    /// <summary>More configuration, by key, such as <c>services:files:http:0</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The service's clock; null for the real one.</summary>
    public ManualClock? Clock { get; init; }

    /// <summary>A database to share, such as that of a host that was stopped; null for a new one.</summary>
    public TestDatabase? Database { get; init; }

    /// <summary>The prefix of a host to share exchanges with; null for a new one.</summary>
    public string? Prefix { get; init; }

    /// <summary>Replaces parts of the service.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Listens on a real port of 127.0.0.1 instead of in memory, where limits and streams are what is tested.</summary>
    public bool Kestrel { get; init; }

    /// <summary>Gets all that the service logs.</summary>
    public ILoggerProvider? Logs { get; init; }
}

/// <summary>One service, whole and in this process, on real servers: its own database, its own corner of the broker.</summary>
/// <typeparam name="TMarker">The public marker type in the service's assembly.</typeparam>
public sealed class ServiceHost<TMarker> : IAsyncDisposable
    where TMarker : class
{
    /// <summary>Signs identity tokens in tests.</summary>
    public const string SigningKey = "a-signing-key-that-only-tests-know-0123456789";

    private readonly Factory _factory;
    private readonly bool _ownsDatabase;
    private readonly string _rabbitMq;

    private ServiceHost(Factory factory, TestDatabase database, bool ownsDatabase, string rabbitMq, string prefix) =>
        (_factory, Database, _ownsDatabase, _rabbitMq, Prefix) = (factory, database, ownsDatabase, rabbitMq, prefix);

    /// <summary>The service's database.</summary>
    public TestDatabase Database { get; }

    /// <summary>Begins the names of this host's exchanges and queues.</summary>
    public string Prefix { get; }

    /// <summary>Where the service listens: a real address only with <see cref="ServiceHostOptions.Kestrel"/>.</summary>
    public Uri Url => _factory.ClientOptions.BaseAddress;

    /// <summary>The service's container.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts the service and waits until it serves.</summary>
    public static async Task<ServiceHost<TMarker>> StartAsync(ServiceHostOptions? options = null)
    {
        options ??= new ServiceHostOptions();
        var database = options.Database ?? await TestDatabase.CreateAsync();
        var rabbitMq = await TestServers.RabbitMqAsync();
        var prefix = options.Prefix ?? $"t{Guid.CreateVersion7():N}-";
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:db"] = database.ConnectionString,
            ["ConnectionStrings:rabbitmq"] = rabbitMq,
            ["Auth:SigningKey"] = SigningKey,
            ["PublicUrl"] = "http://hitl.test",
            ["Messaging:Prefix"] = prefix,
            ["Messaging:Temporary"] = "true",
        };
        foreach (var (key, value) in options.Settings) settings[key] = value;

        var factory = new Factory(settings, options);
        if (options.Kestrel) factory.UseKestrel(0);
        try
        {
            // Starting blocks until the broker is connected: not on NUnit's thread.
            await Task.Run(factory.StartServer);
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }

        return new ServiceHost<TMarker>(factory, database, options.Database is null, rabbitMq, prefix);
    }

    /// <summary>A client whose requests carry the gateway's token for <paramref name="caller"/>; none for null.</summary>
    public HttpClient ClientFor(Caller? caller)
    {
        var tokens = Services.GetRequiredService<IdentityTokens>();
        return _factory.CreateDefaultClient(new Uri("http://service.test"), new TokenHandler(tokens, caller));
    }

    /// <summary>Publishes <paramref name="fact"/> as another service would; again with the same id when one is given.</summary>
    public Task PublishAsync(object fact, Guid? messageId = null) =>
        Services.GetRequiredService<IBus>().Publish(
            fact, fact.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = messageId ?? Guid.CreateVersion7()));

    /// <summary>Listens to events of the service from now on.</summary>
    public Task<EventTap<T>> TapAsync<T>()
        where T : class => EventTap<T>.StartAsync(_rabbitMq, Prefix);

    /// <summary>Stops the service and drops its database, unless that was given.</summary>
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (_ownsDatabase) await Database.DisposeAsync();
    }

    private sealed class TokenHandler(IdentityTokens tokens, Caller? caller) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // A new one each time: the test's clock may have moved past the last.
            if (caller is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(caller));
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Factory(IReadOnlyDictionary<string, string> settings, ServiceHostOptions options) : WebApplicationFactory<TMarker>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureLogging(logging =>
            {
                logging.ClearProviders();
                logging.SetMinimumLevel(LogLevel.Warning);
                logging.AddProvider(options.Logs ?? new NUnitProgressLogs());
            });
            builder.ConfigureTestServices(services =>
            {
                if (options.Clock is { } clock) services.AddSingleton<TimeProvider>(clock);
                options.Replace?.Invoke(services);
            });
        }
    }
}
