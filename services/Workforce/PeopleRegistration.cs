using FluentValidation;
using Hitl.Workforce.Api;
using Hitl.Workforce.Application;
using Hitl.Workforce.Infrastructure.Passwords;
using Hitl.Workforce.Infrastructure.Postgres;
using Hitl.Workforce.Infrastructure.Workers;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce;

/// <summary>Who works here: annotators, teams, invitations, sessions; and the simulator, who works where nobody does.</summary>
internal static class PeopleRegistration
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<CreateAnnotatorHandler>();
        services.AddScoped<ChangeAnnotatorHandler>();
        services.AddScoped<CreateTeamHandler>();
        services.AddScoped<RenameTeamHandler>();
        services.AddScoped<DeleteTeamHandler>();
        services.AddScoped<AddTeamMemberHandler>();
        services.AddScoped<JoinTeamHandler>();
        services.AddScoped<RemoveTeamMemberHandler>();
        services.AddScoped<CreateInvitationHandler>();
        services.AddScoped<RevokeInvitationHandler>();
        services.AddScoped<OpenInvitationHandler>();
        services.AddScoped<AcceptInvitationHandler>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<BeginSession>();
        services.AddScoped<SignOutHandler>();
        services.AddScoped<ChangePasswordHandler>();
        services.AddScoped<ResolveSessionHandler>();
        services.AddSingleton<SessionTokens>();

        services.AddScoped<IAnnotatorStore, PostgresAnnotatorStore>();
        services.AddScoped<ITeamStore, PostgresTeamStore>();
        services.AddScoped<IInvitationStore, PostgresInvitationStore>();
        services.AddScoped<ISessionStore, PostgresSessionStore>();
        services.AddSingleton<ISignInThrottle, PostgresSignInThrottle>();
        services.AddSingleton<IPasswords>(_ => new IdentityPasswords());
        services.AddHostedService<SignInHousekeeping>();

        services.AddOptions<SimulatorOptions>().BindConfiguration(SimulatorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<SimulateWorkHandler>();
        services.AddScoped<ISimulations, PostgresSimulations>();
        services.AddHostedService<Simulator>();

        services.AddSingleton<AnnotatorReads>();
        services.AddSingleton<TeamReads>();
        services.AddSingleton<InvitationReads>();

        services.AddSingleton<IValidator<CreateAnnotatorRequest>, CreateAnnotatorValidator>();
        services.AddSingleton<IValidator<ChangeAnnotatorRequest>, ChangeAnnotatorValidator>();
        services.AddSingleton<IValidator<CreateTeamRequest>, CreateTeamValidator>();
        services.AddSingleton<IValidator<ChangeTeamRequest>, ChangeTeamValidator>();
        services.AddSingleton<IValidator<AddTeamMemberRequest>, AddTeamMemberValidator>();
        services.AddSingleton<IValidator<CreateInvitationRequest>, CreateInvitationValidator>();
        services.AddSingleton<IValidator<AcceptInvitationRequest>, AcceptInvitationValidator>();
        services.AddSingleton<IValidator<SignInRequest>, SignInValidator>();
        services.AddSingleton<IValidator<ChangePasswordRequest>, ChangePasswordValidator>();
    }

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapAnnotatorEndpoints();
        app.MapTeamEndpoints();
        app.MapAccountTeamEndpoints();
        app.MapInvitationEndpoints();
        app.MapSessionEndpoints();
    }
}
