using System.Text.Json;
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
        Settings = project.Settings.ToFact(),
        InstructionsFile = project.Instructions is { } file
            ? new StoredFile { FileId = file.FileId, Name = file.Name, ContentType = file.ContentType, Size = file.Size }
            : null,
        InstructionsVersion = project.InstructionsVersion,
        Template = project.Template?.ToFacts(),
        CreatedAt = project.CreatedAt,
    };

    public static TemplateFacts ToFacts(this Domain.TemplateVersion template)
    {
        using var form = JsonDocument.Parse(template.Form ?? throw new InvalidOperationException("The template was read without its form."));
        return new TemplateFacts { TemplateId = template.TemplateId, Version = template.Version, Form = form.RootElement.Clone() };
    }

    public static TemplateRecord ToRecord(this Domain.Template template) => new()
    {
        TemplateId = template.Id,
        AccountId = template.AccountId,
        Name = template.Name,
        Description = template.Description,
        Version = template.Version,
        Fields = template.Form.ToJson().GetProperty("fields"),
        CreatedAt = template.CreatedAt,
        UpdatedAt = template.UpdatedAt,
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

    private static ProjectSettings ToFact(this Domain.ProjectSettings settings) => new()
    {
        LeaseMinutes = settings.LeaseMinutes,
        Submissions = settings.Submissions,
        CompletionRule = settings.CompletionRule switch
        {
            Domain.CompletionRule.First => CompletionRule.First,
            Domain.CompletionRule.Agreement => CompletionRule.Agreement,
            Domain.CompletionRule.Review => CompletionRule.Review,
        },
        Agreement = new AgreementSettings
        {
            Threshold = settings.Agreement.Threshold,
            Iou = settings.Agreement.Iou,
            SubmissionsMax = settings.Agreement.SubmissionsMax,
        },
        Review = new ReviewSettings
        {
            Stages = settings.Review.Stages,
            SampleRate = settings.Review.SampleRate,
            ReturnTo = settings.Review.ReturnTo switch
            {
                Domain.ReturnTo.Author => ReturnTo.Author,
                Domain.ReturnTo.Another => ReturnTo.Another,
            },
        },
        UndoSeconds = settings.UndoSeconds,
        AllowsCorrections = settings.AllowsCorrections,
        AllowsSkipping = settings.AllowsSkipping,
        AsksSecondOpinion = settings.AsksSecondOpinion,
        AllowsFallback = settings.AllowsFallback,
        TeamIds = [.. settings.Teams],
    };

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
