using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Webhooks;
using Hitl.Contracts.Workforce;
using Hitl.Dialects.Api;
using Hitl.Dialects.Application;
using Hitl.Dialects.HitlSh;
using Hitl.Dialects.HitlSh.Api;
using Hitl.Dialects.Scale;
using Hitl.Dialects.Scale.Api;
using Hitl.Dialects.WorkersAi;
using Hitl.Dialects.WorkersAi.Api;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects;

/// <summary>Speaks the languages of other vendors' clients: each dialect a folder, a translation to the services that do the work.</summary>
public sealed class DialectsService
{
    private DialectsService()
    {
    }
}

internal static class DialectsRegistration
{
    /// <summary>Every dialect; a new one is a folder, and a line here and below.</summary>
    private static readonly IReadOnlyList<Dialect> Dialects = [ScaleErrors.Dialect, WorkersAiErrors.Dialect, HitlShErrors.Dialect];

    public static void AddDialects(this IHostApplicationBuilder builder)
    {
        builder.AddServiceClient<IProjectsClient, HttpProjectsClient>("projects");
        builder.AddServiceClient<IDialectJobsClient, HttpDialectJobsClient>("jobs");
        builder.AddServiceClient<IBatchesClient, HttpBatchesClient>("jobs");
        builder.AddServiceClient<IDialectProjectsClient, HttpDialectProjectsClient>("projects");
        builder.AddServiceClient<ITemplatesClient, HttpTemplatesClient>("projects");
        builder.AddServiceClient<ITeamsClient, HttpTeamsClient>("workforce");
        builder.AddServiceClient<IWebhooksClient, HttpWebhooksClient>("webhooks");
        builder.Services.AddSingleton<EndedJobs>();
        builder.Services.AddScoped<AwaitTest>();
        builder.Services.AddScoped<OrderTask>();
        builder.Services.AddScale();
        builder.Services.AddWorkersAi();
        builder.Services.AddHitlSh();
        builder.AddMessaging("dialects", events => events
            .HandleInEveryInstance<JobCompleted, EndedJobs>()
            .HandleInEveryInstance<JobFailed, EndedJobs>()
            .HandleInEveryInstance<JobCanceled, EndedJobs>()
            .HandleInEveryInstance<JobExpired, EndedJobs>()
            .HandleForScale()
            .HandleForWorkersAi()
            .HandleForHitlSh());
    }

    /// <summary>Stands before everything else: authorization refuses too.</summary>
    public static void UseDialectErrors(this IApplicationBuilder app) => app.UseMiddleware<DialectErrors>(Dialects);

    public static void MapDialects(this IEndpointRouteBuilder app)
    {
        app.MapScale();
        app.MapWorkersAi();
        app.MapHitlSh();
    }
}
