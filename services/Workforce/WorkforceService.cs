using FluentValidation;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Workforce.Api;
using Hitl.Workforce.Application;
using Hitl.Workforce.Infrastructure.Forms;
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
            .Handle<JobReleased, QueueJobs>()
            .Handle<JobCompleted, EndJobs>()
            .Handle<JobFailed, EndJobs>()
            .Handle<JobCanceled, EndJobs>()
            .Handle<JobExpired, EndJobs>()
            .Handle<JobRequeued, ReopenJobs>()
            .Handle<JobRevised, ReviseJobs>());
        builder.AddServiceClient<IJobsClient, HttpJobsClient>("jobs").ConfigureHttpClient(client => client.Timeout = PredictionsTimeout);

        var services = builder.Services;
        services.AddPeople();
        services.AddScoped<ClaimNextHandler>();
        services.AddScoped<SaveDraftHandler>();
        services.AddScoped<RenewLeaseHandler>();
        services.AddScoped<SubmitWorkHandler>();
        services.AddScoped<SettleJobHandler>();
        services.AddScoped<JudgeAnnotations>();
        services.AddScoped<UndoWorkHandler>();
        services.AddScoped<CorrectWorkHandler>();
        services.AddScoped<CompleteJobHandler>();
        services.AddScoped<SkipWorkHandler>();
        services.AddScoped<ReleaseWorkHandler>();
        services.AddScoped<ReportProblemHandler>();

        AddReviews(services);
        services.AddScoped<IWorkQueue, PostgresWorkQueue>();
        services.AddScoped<IAssignmentStore, PostgresAssignmentStore>();
        services.AddScoped<ISettlementStore, PostgresSettlementStore>();
        services.AddScoped<ISubmissionStore, PostgresSubmissionStore>();
        services.AddScoped<IFormStore, PostgresFormStore>();
        services.AddScoped<IDueJobs, PostgresDueJobs>();
        services.AddScoped<IQueueWriter, PostgresQueueWriter>();
        services.AddScoped<IProjectWriter, PostgresProjectWriter>();
        services.AddSingleton<CompiledForms>();
        services.AddHostedService<SettleDueJobs>();

        services.AddSingleton<FileUrls>();
        services.AddScoped<AssignmentReads>();
        services.AddSingleton<WorkReads>();

        services.AddSingleton<IValidator<AnnotationsRequest>, AnnotationsValidator>();
        services.AddSingleton<IValidator<SubmitRequest>, SubmitValidator>();
        services.AddSingleton<IValidator<SkipRequest>, SkipValidator>();
        services.AddSingleton<IValidator<ProblemRequest>, ProblemValidator>();
    }

    private static void AddReviews(IServiceCollection services)
    {
        services.AddScoped<ClaimReviewHandler>();
        services.AddScoped<SaveReviewDraftHandler>();
        services.AddScoped<RenewReviewHandler>();
        services.AddScoped<ReleaseReviewHandler>();
        services.AddScoped<AcceptReviewHandler>();
        services.AddScoped<FixReviewHandler>();
        services.AddScoped<ReturnReviewHandler>();
        services.AddScoped<PassReview>();
        services.AddScoped<IReviewStore, PostgresReviewStore>();
        services.AddScoped<ReturnedWorkSql>();
        services.AddScoped<ReviewReads>();
        services.AddSingleton<PerformanceReads>();
        services.AddSingleton<SubmissionReads>();
        services.AddSingleton<IValidator<AcceptReviewRequest>, AcceptReviewValidator>();
        services.AddSingleton<IValidator<FixReviewRequest>, FixReviewValidator>();
        services.AddSingleton<IValidator<ReturnReviewRequest>, ReturnReviewValidator>();
    }

    public static void MapWorkforce(this IEndpointRouteBuilder app)
    {
        app.MapPeople();
        app.MapWorkEndpoints();
        app.MapReviewEndpoints();
        app.MapSubmissionEndpoints();
        app.MapInternalEndpoints();
    }
}
