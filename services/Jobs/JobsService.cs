using FluentValidation;
using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Webhooks;
using Hitl.Contracts.Workforce;
using Hitl.Jobs.Api;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Infrastructure.Postgres;
using Hitl.Jobs.Infrastructure.Workers;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Outbound;

namespace Hitl.Jobs;

/// <summary>The service that knows the truth about each job; the type by which its assembly is found.</summary>
public sealed class JobsService;

internal static class JobsRegistration
{
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOutboundHttp();
        builder.AddServiceClient<IProjectsClient, HttpProjectsClient>("projects");
        builder.AddServiceClient<IFilesClient, HttpFilesClient>("files");

        services.AddSingleton<IValidator<CreateJobRequest>, CreateJobRules>();
        services.AddSingleton<IValidator<CreateJobsRequest>, CreateJobsRules>();
        services.AddSingleton<IValidator<ReviseJobRequest>, ReviseJobRules>();
        services.AddSingleton<IValidator<StopJobRequest>, StopJobRules>();

        services.AddSingleton<JobIds>();
        services.AddSingleton<FileUrls>();
        services.AddScoped<FindProject>();
        services.AddScoped<FetchMaterial>();
        services.AddSingleton<ProjectForms>();
        services.AddScoped<CheckFallback>();
        services.AddScoped<PrepareJobs>();
        services.AddScoped<OrderDialectJob>();
        services.AddScoped<CancelJob>();
        services.AddScoped<LabelJobHandler>();
        services.AddScoped<OpenBatchHandler>();
        services.AddScoped<ReleaseBatches>();
        services.AddScoped<ReviseJob>();
        services.AddScoped<FailJobs>();
        services.AddScoped<RequeueJob>();
        services.AddScoped<RequeueJobs>();
        services.AddSingleton<StoppedJobs>();
        services.AddScoped<ExpireJobs>();

        services.AddSingleton<IProjectCopies, PostgresProjectCopies>();
        services.AddSingleton<IJobWriter, CoalescedJobWriter>();
        services.AddScoped<IJobStore, PostgresJobStore>();
        services.AddScoped<IBatchStore, PostgresBatchStore>();
        services.AddSingleton<JobJson>();
        services.AddSingleton<JobReads>();
        services.AddSingleton<JobLists>();
        services.AddSingleton<DialectReads>();
        services.AddSingleton<BatchReads>();
        services.AddSingleton<ExpirySweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpirySweeper>());
        services.AddSingleton<BatchReleaser>();
        services.AddHostedService(provider => provider.GetRequiredService<BatchReleaser>());

        builder.AddMessaging("jobs", events => events
            .Handle<ProjectChanged, KeepProjects>()
            .HandleInEveryInstance<ProjectChanged, RememberProjects>()
            .Handle<WorkStarted, StartJobs>()
            .Handle<WorkCompleted, CompleteJobs>()
            .Handle<WorkProblemReported, FailJobs>()
            .Handle<WorkAbandoned, AbandonJobs>()
            .Handle<DeliveryEnded, RecordCallbacks>());
    }

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        app.MapJobEndpoints();
        app.MapAdminJobEndpoints();
        app.MapDialectEndpoints();
        app.MapBatchEndpoints();
    }
}
