using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Dialects.HitlSh.Api;
using Hitl.Dialects.HitlSh.Application;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.HitlSh;

/// <summary>HITL.sh's dialect, all of it.</summary>
internal static class HitlShRegistration
{
    public static void AddHitlSh(this IServiceCollection services)
    {
        services.AddScoped<CreateReview>();
        services.AddScoped<FindReview>();
        services.AddScoped<ReviseReview>();
        services.AddScoped<CancelReview>();
    }

    public static EventSubscriptions HandleForHitlSh(this EventSubscriptions events) => events
        .Handle<JobCreated, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobRevised, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobStarted, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobCompleted, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobFailed, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobCanceled, TellOfReviews>(HitlShDialect.Name)
        .Handle<JobExpired, TellOfReviews>(HitlShDialect.Name)
        .Handle<TemplateChanged, TellOfReviews>(HitlShDialect.Name);

    public static void MapHitlSh(this IEndpointRouteBuilder app)
    {
        app.MapReviewEndpoints();
        app.MapTemplateEndpoints();
        app.MapWebhookEndpoints();
        app.MapTeamEndpoints();
    }
}
