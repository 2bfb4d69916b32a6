using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Application;

/// <summary>Our things in the words of contracts. Enums go by switch, so that a new member does not slip through unnoticed.</summary>
internal static class Facts
{
    public static ProjectFacts ToFacts(this Domain.Project project) => new()
    {
        ProjectId = project.Id,
        AccountId = project.AccountId,
        Version = project.Version,
        Name = project.Name,
        Status = project.Status switch
        {
            Domain.ProjectStatus.New => ProjectStatus.New,
            Domain.ProjectStatus.Active => ProjectStatus.Active,
            Domain.ProjectStatus.Inactive => ProjectStatus.Inactive,
        },
        Settings = new ProjectSettings { LeaseMinutes = project.Settings.LeaseMinutes, Submissions = project.Settings.Submissions },
        InstructionsFile = new StoredFile
        {
            FileId = project.Instructions.FileId,
            Name = project.Instructions.Name,
            ContentType = project.Instructions.ContentType,
            Size = project.Instructions.Size,
        },
        CreatedAt = project.CreatedAt,
    };

    public static ProjectChanged ToEvent(this Domain.Project project, ProjectChange change, DateTimeOffset now) =>
        new() { Change = change, Project = project.ToFacts(), OccurredAt = now };

    public static AccountChanged ToEvent(this Domain.Account account, DateTimeOffset now) => new()
    {
        AccountId = account.Id,
        Version = account.Version,
        Name = account.Name,
        Plan = account.Plan.ToFact(),
        Status = account.Status switch
        {
            Domain.AccountStatus.Active => AccountStatus.Active,
            Domain.AccountStatus.Suspended => AccountStatus.Suspended,
        },
        DefaultCallbackUrl = account.DefaultCallbackUrl,
        OccurredAt = now,
    };

    public static ApiKeyChanged ToEvent(this Domain.ApiKey key, DateTimeOffset now) =>
        new() { KeyId = key.Id, LookupId = key.LookupId, AccountId = key.AccountId, OccurredAt = now };

    public static Plan ToFact(this Domain.Plan plan) => plan switch
    {
        Domain.Plan.Standard => Plan.Standard,
        Domain.Plan.Professional => Plan.Professional,
        Domain.Plan.Enterprise => Plan.Enterprise,
    };

    public static ApiKeyMode ToFact(this Domain.KeyMode mode) => mode switch
    {
        Domain.KeyMode.Live => ApiKeyMode.Live,
        Domain.KeyMode.Test => ApiKeyMode.Test,
        Domain.KeyMode.Admin => ApiKeyMode.Admin,
    };
}
