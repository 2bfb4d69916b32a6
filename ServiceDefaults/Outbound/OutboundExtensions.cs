using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Registers the guarded way out.</summary>
public static class OutboundExtensions
{
    /// <summary>Adds <see cref="OutboundPolicy"/>, <see cref="OutboundHttpClient"/>, <see cref="OutboundGetter"/> and <see cref="Downloader"/>; the policy is logged at start.</summary>
    public static IServiceCollection AddOutboundHttp(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>()
            .BindConfiguration(OutboundOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Allow = Join(options.Allow, configuration[OutboundOptions.AllowVariable]))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOutboundResolver, SystemResolver>();
        services.AddSingleton<IValidateOptions<OutboundOptions>, AllowListValidator>();
        services.AddSingleton<OutboundPolicy>();
        services.AddSingleton<OutboundHttpClient>();
        services.AddSingleton<OutboundGetter>();
        services.AddSingleton<Downloader>();
        services.AddHostedService<PolicyAnnouncement>();
        return services;
    }

    private static string Join(string configured, string? variable) =>
        string.IsNullOrWhiteSpace(variable) ? configured : $"{configured},{variable}";
}

internal sealed class AllowListValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        try
        {
            _ = AllowList.Parse(options.Allow);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException e)
        {
            return ValidateOptionsResult.Fail($"{OutboundOptions.Section}:{nameof(OutboundOptions.Allow)}: {e.Message}");
        }
    }
}

internal sealed partial class PolicyAnnouncement(OutboundPolicy policy, ILogger<PolicyAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogPolicy(policy);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Outbound requests: {Policy}")]
    private partial void LogPolicy(OutboundPolicy policy);
}
