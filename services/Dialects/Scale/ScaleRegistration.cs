using Hitl.Contracts.Jobs;
using Hitl.Dialects.Scale.Api;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.Scale;

/// <summary>Scale's dialect, all of it.</summary>
internal static class ScaleRegistration
{
    public static void AddScale(this IServiceCollection services)
    {
        services.AddScoped<PlaceTask>();
        services.AddScoped<CreateTask>();
        services.AddScoped<LabelTask>();
        services.AddScoped<FindProject>();
        services.AddScoped<CreateProject>();
        services.AddScoped<SetProjectParams>();
        services.AddScoped<FindBatch>();
        services.AddScoped<CreateBatch>();
        services.AddScoped<FinalizeBatch>();
        services.AddScoped<SetBatchMetadata>();
        services.AddScoped<FindTask>();
        services.AddScoped<CancelTask>();
        services.AddScoped<ListTasks>();
    }

    public static EventSubscriptions HandleForScale(this EventSubscriptions events) => events
        .Handle<JobCompleted, TellOfEnds>(ScaleDialect.Name)
        .Handle<JobFailed, TellOfEnds>(ScaleDialect.Name)
        .Handle<JobExpired, TellOfEnds>(ScaleDialect.Name)
        .Handle<BatchCompleted, TellOfBatches>(ScaleDialect.Name);

    public static void MapScale(this IEndpointRouteBuilder app)
    {
        app.MapTaskEndpoints();
        app.MapProjectEndpoints();
        app.MapBatchEndpoints();
    }
}
