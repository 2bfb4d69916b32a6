using FluentValidation;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Operations;
using Hitl.ServiceDefaults.Outbound;
using Hitl.Webhooks.Api;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Infrastructure.Http;
using Hitl.Webhooks.Infrastructure.Postgres;
using Hitl.Webhooks.Infrastructure.Security;
using Hitl.Webhooks.Infrastructure.Sending;
using Hitl.Webhooks.Reads;

namespace Hitl.Webhooks;

/// <summary>Delivers events to customers' URLs, and keeps the log of it.</summary>
public sealed class WebhooksService
{
    private WebhooksService()
    {
    }
}

internal static class WebhooksRegistration
{
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebhooksOptions>()
            .BindConfiguration(WebhooksOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.Lease > options.Deadline + options.BodyTime,
                $"{WebhooksOptions.Section}:{nameof(WebhooksOptions.Lease)} must be longer than Deadline and BodyTime together.")
            .ValidateOnStart();
        services.AddOutboundHttp();
        builder.AddMessaging("webhooks", events => events
            .Handle<JobCompleted, DeliverJobResults>()
            .Handle<DeliveryOrdered, DeliverOrders>()
            .Handle<JobCreated, TellOfJobs>()
            .Handle<JobStarted, TellOfJobs>()
            .Handle<JobFailed, TellOfJobs>()
            .Handle<JobCanceled, TellOfJobs>()
            .Handle<JobExpired, TellOfJobs>()
            .Handle<ProjectChanged, TellOfProjects>());
        builder.AddServiceClient<IJobsClient, HttpJobsClient>("jobs");

        services.AddScoped<ResendDelivery>();
        services.AddScoped<ResendDeliveries>();
        services.AddScoped<SendTestEvent>();
        services.AddScoped<RotateSecret>();
        services.AddScoped<RotateCallbackKey>();
        services.AddScoped<TellOfJobs>();
        services.AddScoped<Subscribe>();
        services.AddScoped<ChangeSubscription>();
        services.AddScoped<Unsubscribe>();
        services.AddScoped<IDeliveryStore, PostgresDeliveryStore>();
        services.AddScoped<ISecretStore, PostgresSecretStore>();
        services.AddScoped<ICallbackKeyStore, PostgresCallbackKeyStore>();
        services.AddScoped<ISubscriptionStore, PostgresSubscriptionStore>();
        services.AddSingleton<DeliveryReads>();
        services.AddSingleton<DeliveryCounts>();
        services.AddSingleton<SecretStates>();
        services.AddSingleton<IBacklog, DeliveryBacklog>();
        services.AddSingleton<SubscriptionReads>();
        services.AddSingleton<IValidator<ResendDeliveriesRequest>, ResendDeliveriesValidator>();
        services.AddSingleton<IValidator<TestEventRequest>, TestEventValidator>();
        services.AddSingleton<IValidator<RotateSecretRequest>, RotateSecretValidator>();
        services.AddSingleton<IValidator<RotateCallbackKeyRequest>, RotateCallbackKeyValidator>();

        services.AddSingleton<Vault>();
        services.AddSingleton<SenderBell>();
        services.AddSingleton<SendSlots>();
        services.AddSingleton<SendDelivery>();
        services.AddSingleton<AttemptRecorder>();
        services.AddSingleton<IDeliveryQueue, PostgresDeliveryQueue>();
        services.AddSingleton<IWebhookPoster, HttpWebhookPoster>();
        services.AddHostedService<Sender>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        app.MapDeliveryEndpoints();
        app.MapSecretEndpoints();
        app.MapSubscriptionEndpoints();
    }
}
