using FluentValidation;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Workforce.Api;
using Hitl.Workforce.Application;
using Hitl.Workforce.Infrastructure.Passwords;
using Hitl.Workforce.Infrastructure.Postgres;
using Hitl.Workforce.Infrastructure.Workers;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce;

/// <summary>Annotators, their sessions, the queue and the work on it. Marks this assembly for tests.</summary>
public sealed class WorkforceService
{
    private WorkforceService()
    {
    }
}

internal static class WorkforceRegistration
{
    /// <summary>Predictions are in Jobs' database or nowhere: an annotator should not wait longer for them.</summary>
    private static readonly TimeSpan PredictionsTimeout = TimeSpan.FromSeconds(10);

    public static void AddWorkforce(this IHostApplicationBuilder builder)
    {
        builder.AddMessaging("workforce", events => events
            .Handle<ProjectChanged, KeepProjects>()
            .Handle<JobCreated, QueueJobs>()
            .Handle<JobCompleted, EndJobs>()
            .Handle<JobFailed, EndJobs>()
            .Handle<JobCanceled, EndJobs>()
            .Handle<JobExpired, EndJobs>()
            .Handle<JobRequeued, ReopenJobs>());
        builder.AddServiceClient<IJobsClient, HttpJobsClient>("jobs").ConfigureHttpClient(client => client.Timeout = PredictionsTimeout);

        var services = builder.Services;
        services.AddScoped<CreateAnnotatorHandler>();
        services.AddScoped<ChangeAnnotatorHandler>();
        services.AddScoped<CreateTeamHandler>();
        services.AddScoped<RenameTeamHandler>();
        services.AddScoped<DeleteTeamHandler>();
        services.AddScoped<AddTeamMemberHandler>();
        services.AddScoped<RemoveTeamMemberHandler>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<SignOutHandler>();
        services.AddScoped<ResolveSessionHandler>();
        services.AddScoped<ClaimNextHandler>();
        services.AddScoped<SaveDraftHandler>();
        services.AddScoped<RenewLeaseHandler>();
        services.AddScoped<SubmitWorkHandler>();
        services.AddScoped<SettleJobHandler>();
        services.AddScoped<SkipWorkHandler>();
        services.AddScoped<ReleaseWorkHandler>();
        services.AddScoped<ReportProblemHandler>();
        services.AddSingleton<SessionTokens>();

        services.AddScoped<IAnnotatorStore, PostgresAnnotatorStore>();
        services.AddScoped<ITeamStore, PostgresTeamStore>();
        services.AddScoped<ISessionStore, PostgresSessionStore>();
        services.AddScoped<IWorkQueue, PostgresWorkQueue>();
        services.AddScoped<IAssignmentStore, PostgresAssignmentStore>();
        services.AddScoped<ISettlementStore, PostgresSettlementStore>();
        services.AddScoped<IQueueWriter, PostgresQueueWriter>();
        services.AddScoped<IProjectWriter, PostgresProjectWriter>();
        services.AddSingleton<ISignInThrottle, PostgresSignInThrottle>();
        services.AddSingleton<IPasswords>(_ => new IdentityPasswords());
        services.AddHostedService<SignInHousekeeping>();

        services.AddSingleton<FileUrls>();
        services.AddSingleton<AnnotatorReads>();
        services.AddSingleton<TeamReads>();
        services.AddScoped<AssignmentReads>();
        services.AddSingleton<WorkReads>();

        services.AddSingleton<IValidator<CreateAnnotatorRequest>, CreateAnnotatorValidator>();
        services.AddSingleton<IValidator<ChangeAnnotatorRequest>, ChangeAnnotatorValidator>();
        services.AddSingleton<IValidator<CreateTeamRequest>, CreateTeamValidator>();
        services.AddSingleton<IValidator<ChangeTeamRequest>, ChangeTeamValidator>();
        services.AddSingleton<IValidator<AddTeamMemberRequest>, AddTeamMemberValidator>();
        services.AddSingleton<IValidator<SignInRequest>, SignInValidator>();
        services.AddSingleton<IValidator<AnnotationsRequest>, AnnotationsValidator>();
        services.AddSingleton<IValidator<SkipRequest>, SkipValidator>();
        services.AddSingleton<IValidator<ProblemRequest>, ProblemValidator>();
    }

    public static void MapWorkforce(this IEndpointRouteBuilder app)
    {
        app.MapAnnotatorEndpoints();
        app.MapTeamEndpoints();
        app.MapSessionEndpoints();
        app.MapWorkEndpoints();
        app.MapInternalEndpoints();
    }
}
