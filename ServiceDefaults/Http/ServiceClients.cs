using System.Net.Http.Headers;
using Hitl.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hitl.ServiceDefaults.Http;

/// <summary>Registers the typed clients of contracts, by which services call each other.</summary>
public static class ServiceClients
{
    /// <summary>
    /// <typeparamref name="TImplementation"/> with the address of <paramref name="service"/> (configuration
    /// <c>services:NAME:http:0</c>), an identity token of this service, and the request id of the request at hand.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient, TImplementation>(this IHostApplicationBuilder builder, string service)
        where TClient : class
        where TImplementation : class, TClient
    {
        ArgumentNullException.ThrowIfNull(builder);
        var address = builder.Configuration[$"services:{service}:http:0"]
            ?? throw new InvalidOperationException($"services:{service}:http:0 is not set. Start the system with ./hitl up.");
        builder.AddServiceIdentity();
        return builder.Services.AddHttpClient<TClient, TImplementation>(client =>
            {
                client.BaseAddress = new Uri(address);
                client.Timeout = TimeSpan.FromSeconds(95);
            })
            .AddHttpMessageHandler<ServiceIdentityHandler>();
    }

    /// <summary>
    /// A client of the factory, with an identity token of this service and no address: for whoever asks every replica, not any one.
    /// </summary>
    public static IHttpClientBuilder AddServiceHttpClient(this IHostApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddServiceIdentity();
        return builder.Services.AddHttpClient(name).AddHttpMessageHandler<ServiceIdentityHandler>();
    }

    private static void AddServiceIdentity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient(provider => new ServiceIdentityHandler(
            builder.Environment.ApplicationName,
            provider.GetRequiredService<ServiceTokenSource>(),
            provider.GetRequiredService<IHttpContextAccessor>()));
        builder.Services.AddSingleton<ServiceTokenSource>();
    }

    private sealed class ServiceIdentityHandler(string service, ServiceTokenSource tokens, IHttpContextAccessor current) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.TokenFor(service));
            if (current.HttpContext is { } context) request.Headers.TryAddWithoutValidation(RequestIdMiddleware.HeaderName, context.TraceIdentifier);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>This service's own identity token, issued anew each minute.</summary>
internal sealed class ServiceTokenSource(IdentityTokens tokens, TimeProvider time)
{
    private sealed record Issued(string Token, DateTimeOffset At);

    // A record, so that readers see both of its parts or none.
    private volatile Issued? _current;

    public string TokenFor(string service)
    {
        var now = time.GetUtcNow();
        if (_current is { } current && now - current.At < IdentityTokens.ReuseFor) return current.Token;
        var fresh = tokens.Issue(new Caller { Service = service });
        _current = new Issued(fresh, now);
        return fresh;
    }
}
