using Hitl.Projects.Domain;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed record ProjectRow
{
    public const string Columns = """
        id, account_id, version, name, status, status_reason, lease_minutes, submissions,
        instructions_file_id, instructions_file_name, instructions_content_type, instructions_size, created_at,
        template_id, template_version, completion_rule, agreement_threshold, agreement_iou, agreement_submissions_max,
        review_stages, review_sample_rate, review_return_to, undo_seconds, allows_corrections, allows_skipping, asks_second_opinion,
        allows_fallback, team_ids, instructions_version, dialect_key, dialect_data
        """;

    /// <summary>For whoever tells others of the project: the form, which lists leave out.</summary>
    public const string ColumnsWithForm = $"""
        {Columns},
        (SELECT form FROM template_version WHERE template_version.template_id = project.template_id AND version = project.template_version) AS template_form
        """;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public long Version { get; init; }

    public string Name { get; init; } = "";

    public string Status { get; init; } = "";

    public string? StatusReason { get; init; }

    public int LeaseMinutes { get; init; }

    public int Submissions { get; init; }

    public Guid? InstructionsFileId { get; init; }

    public string? InstructionsFileName { get; init; }

    public string? InstructionsContentType { get; init; }

    public long? InstructionsSize { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public Guid? TemplateId { get; init; }

    public int? TemplateVersion { get; init; }

    public string? TemplateForm { get; init; }

    public string CompletionRule { get; init; } = "";

    public double AgreementThreshold { get; init; }

    public double AgreementIou { get; init; }

    public int AgreementSubmissionsMax { get; init; }

    public int ReviewStages { get; init; }

    public double ReviewSampleRate { get; init; }

    public string ReviewReturnTo { get; init; } = "";

    public int UndoSeconds { get; init; }

    public bool AllowsCorrections { get; init; }

    public bool AllowsSkipping { get; init; }

    public bool AsksSecondOpinion { get; init; }

    public bool AllowsFallback { get; init; }

    public Guid[] TeamIds { get; init; } = [];

    public int InstructionsVersion { get; init; }

    public string? DialectKey { get; init; }

    public string? DialectData { get; init; }

    public static ProjectRow Of(Project project) => new()
    {
        Id = project.Id,
        AccountId = project.AccountId,
        Version = project.Version,
        Name = project.Name,
        Status = project.Status.Word(),
        StatusReason = project.StatusReason,
        LeaseMinutes = project.Settings.LeaseMinutes,
        Submissions = project.Settings.Submissions,
        InstructionsFileId = project.Instructions?.FileId,
        InstructionsFileName = project.Instructions?.Name,
        InstructionsContentType = project.Instructions?.ContentType,
        InstructionsSize = project.Instructions?.Size,
        CreatedAt = project.CreatedAt,
        TemplateId = project.Template?.TemplateId,
        TemplateVersion = project.Template?.Version,
        CompletionRule = project.Settings.CompletionRule.Word(),
        AgreementThreshold = project.Settings.Agreement.Threshold,
        AgreementIou = project.Settings.Agreement.Iou,
        AgreementSubmissionsMax = project.Settings.Agreement.SubmissionsMax,
        ReviewStages = project.Settings.Review.Stages,
        ReviewSampleRate = project.Settings.Review.SampleRate,
        ReviewReturnTo = project.Settings.Review.ReturnTo.Word(),
        UndoSeconds = project.Settings.UndoSeconds,
        AllowsCorrections = project.Settings.AllowsCorrections,
        AllowsSkipping = project.Settings.AllowsSkipping,
        AsksSecondOpinion = project.Settings.AsksSecondOpinion,
        AllowsFallback = project.Settings.AllowsFallback,
        TeamIds = [.. project.Settings.Teams],
        InstructionsVersion = project.InstructionsVersion,
        DialectKey = project.DialectKey,
        DialectData = project.DialectData,
    };

    public Project ToProject() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Version = Version,
        Name = Name,
        Status = Words.Parse<ProjectStatus>(Status),
        StatusReason = StatusReason,
        Settings = ToSettings(),
        Template = TemplateId is { } template ? new TemplateVersion(template, TemplateVersion!.Value, TemplateForm) : null,
        Instructions = InstructionsFileId is { } file
            ? new InstructionsFile(file, InstructionsFileName!, InstructionsContentType!, InstructionsSize!.Value)
            : null,
        InstructionsVersion = InstructionsVersion,
        DialectKey = DialectKey,
        DialectData = DialectData,
        CreatedAt = CreatedAt,
    };

    private ProjectSettings ToSettings() => new()
    {
        LeaseMinutes = LeaseMinutes,
        Submissions = Submissions,
        CompletionRule = Words.Parse<CompletionRule>(CompletionRule),
        Agreement = new AgreementSettings { Threshold = AgreementThreshold, Iou = AgreementIou, SubmissionsMax = AgreementSubmissionsMax },
        Review = new ReviewSettings { Stages = ReviewStages, SampleRate = ReviewSampleRate, ReturnTo = Words.Parse<ReturnTo>(ReviewReturnTo) },
        UndoSeconds = UndoSeconds,
        AllowsCorrections = AllowsCorrections,
        AllowsSkipping = AllowsSkipping,
        AsksSecondOpinion = AsksSecondOpinion,
        AllowsFallback = AllowsFallback,
        Teams = TeamSet.Of(TeamIds),
    };
}
