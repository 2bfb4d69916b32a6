using Hitl.Contracts.Jobs;
using Hitl.Dialects.WorkersAi.Api;
using Hitl.Dialects.WorkersAi.Application;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.WorkersAi;

/// <summary>WorkersAI's dialect, all of it.</summary>
internal static class WorkersAiRegistration
{
    public static void AddWorkersAi(this IServiceCollection services)
    {
        services.AddScoped<CreateTask>();
        services.AddScoped<FindTask>();
        services.AddScoped<ListTasks>();
    }

    public static EventSubscriptions HandleForWorkersAi(this EventSubscriptions events) => events
        .Handle<JobCompleted, TellOfEnds>(WorkersAiDialect.Name)
        .Handle<JobFailed, TellOfEnds>(WorkersAiDialect.Name)
        .Handle<JobExpired, TellOfEnds>(WorkersAiDialect.Name);

    public static void MapWorkersAi(this IEndpointRouteBuilder app) => app.MapTaskEndpoints();
}
