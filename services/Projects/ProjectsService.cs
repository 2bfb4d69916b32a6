using FluentValidation;
using Hitl.Contracts.Administration;
using Hitl.Contracts.Files;
using Hitl.Projects.Api;
using Hitl.Projects.Application;
using Hitl.Projects.Infrastructure.Disk;
using Hitl.Projects.Infrastructure.Postgres;
using Hitl.Projects.Infrastructure.Workers;
using Hitl.Projects.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Projects;

/// <summary>Accounts, their API keys, and projects. Marks this assembly for tests.</summary>
public sealed class ProjectsService
{
    private ProjectsService()
    {
    }
}

internal static class ProjectsRegistration
{
    public static void AddProjects(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddMessaging("projects", events => events.Handle<AdministratorActed, RecordActs>());
        builder.AddServiceClient<IFilesClient, HttpFilesClient>("files");

        services.AddScoped<CreateProjectHandler>();
        services.AddScoped<EnsureProjectHandler>();
        services.AddScoped<OpenProjectHandler>();
        services.AddScoped<ActivateProjectHandler>();
        services.AddScoped<DeactivateProjectHandler>();
        services.AddScoped<ConfigureProjectHandler>();
        services.AddScoped<InstructProjectHandler>();
        services.AddScoped<FetchInstructions>();
        services.AddScoped<CreateTemplateHandler>();
        services.AddScoped<ChangeTemplateHandler>();
        services.AddScoped<DeleteTemplateHandler>();
        services.AddScoped<CreateAccountHandler>();
        services.AddScoped<ChangeAccountHandler>();
        services.AddScoped<CreateApiKeyHandler>();
        services.AddScoped<RotateApiKeyHandler>();
        services.AddScoped<RevokeApiKeyHandler>();
        services.AddScoped<ResolveApiKeyHandler>();
        services.AddScoped<BootstrapAdminKey>();

        services.AddScoped<IProjectStore, PostgresProjectStore>();
        services.AddScoped<ITemplateStore, PostgresTemplateStore>();
        services.AddScoped<IAccountStore, PostgresAccountStore>();
        services.AddScoped<IApiKeyStore, PostgresApiKeyStore>();
        services.AddScoped<IAuditStore, PostgresAuditStore>();
        services.AddSingleton<IDialectProjects, PostgresDialectProjects>();
        services.AddSingleton<IKeyDirectory, PostgresKeyDirectory>();
        services.AddSingleton<KeyUseRecorder>();
        services.AddSingleton<IKeyUses>(provider => provider.GetRequiredService<KeyUseRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<KeyUseRecorder>());

        services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section);
        services.AddSingleton<IAdminKeyFile, AdminKeyFile>();
        services.AddHostedService<AdminKeyStart>();

        services.AddSingleton<PublicLinks>();
        services.AddSingleton<ProjectReads>();
        services.AddSingleton<DialectProjectReads>();
        services.AddSingleton<AdminProjectReads>();
        services.AddSingleton<TemplateReads>();
        services.AddSingleton<AccountReads>();
        services.AddSingleton<ApiKeyReads>();
        services.AddSingleton<AuditReads>();

        services.AddSingleton<IValidator<CreateProjectRequest>, CreateProjectValidator>();
        services.AddSingleton<IValidator<DeactivateProjectRequest>, DeactivateProjectValidator>();
        services.AddSingleton<IValidator<ConfigureProjectRequest>, ConfigureProjectValidator>();
        services.AddSingleton<IValidator<InstructProjectRequest>, InstructProjectValidator>();
        services.AddSingleton<IValidator<CreateTemplateRequest>, CreateTemplateValidator>();
        services.AddSingleton<IValidator<CreateTemplateOfAccountRequest>, CreateTemplateOfAccountValidator>();
        services.AddSingleton<IValidator<ChangeTemplateRequest>, ChangeTemplateValidator>();
        services.AddSingleton<IValidator<JudgeRequest>, JudgeValidator>();
        services.AddSingleton<IValidator<CreateAccountRequest>, CreateAccountValidator>();
        services.AddSingleton<IValidator<ChangeAccountRequest>, ChangeAccountValidator>();
        services.AddSingleton<IValidator<CreateApiKeyRequest>, CreateApiKeyValidator>();
        services.AddSingleton<IValidator<RotateApiKeyRequest>, RotateApiKeyValidator>();
    }

    public static void MapProjects(this IEndpointRouteBuilder app)
    {
        app.MapProjectEndpoints();
        app.MapAdminProjectEndpoints();
        app.MapTemplateEndpoints();
        app.MapAccountTemplateEndpoints();
        app.MapAdminAccountEndpoints();
        app.MapAdminKeyEndpoints();
        app.MapAdminAuditEndpoints();
        app.MapInternalEndpoints();
        app.MapDialectProjectEndpoints();
    }
}
