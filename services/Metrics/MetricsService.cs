using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Metrics.Api;
using Hitl.Metrics.Application;
using Hitl.Metrics.Infrastructure.Postgres;
using Hitl.Metrics.Reads;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Metrics;

/// <summary>Counts jobs: what their events tell, added up by project and day.</summary>
public sealed class MetricsService
{
    private MetricsService()
    {
    }
}

internal static class MetricsRegistration
{
    public static void AddMetrics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<IJobCounts, PostgresJobCounts>();
        services.AddScoped<IProjectCopies, PostgresProjectCopies>();
        services.AddSingleton<MetricsReads>();
        services.AddSingleton<ProgressReads>();
        services.AddSingleton<UsageReads>();
        builder.AddMessaging("metrics", events => events
            .Handle<ProjectChanged, CopyProjects>()
            .Handle<JobCreated, CountJobs>()
            .Handle<JobStarted, CountJobs>()
            .Handle<JobCompleted, CountJobs>()
            .Handle<JobFailed, CountJobs>()
            .Handle<JobCanceled, CountJobs>()
            .Handle<JobExpired, CountJobs>()
            .Handle<JobRequeued, CountJobs>());
    }

    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        app.MapMetricsEndpoints();
        app.MapAdminMetricsEndpoints();
        app.MapUsageEndpoints();
    }
}
