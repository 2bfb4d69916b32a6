using Hitl.Projects.Application;
using Hitl.Projects.Domain;

namespace Hitl.Projects.Api;

/// <summary>Replaces all settings: one that is left out gets its default.</summary>
internal sealed record ConfigureProjectRequest
{
    public Guid? TemplateId { get; init; }

    /// <summary>Left out: the newest.</summary>
    public int? TemplateVersion { get; init; }

    public int? Submissions { get; init; }

    public CompletionRule? CompletionRule { get; init; }

    public AgreementRequest? Agreement { get; init; }

    public ReviewRequest? Review { get; init; }

    public int? UndoSeconds { get; init; }

    public bool? AllowsCorrections { get; init; }

    public bool? AllowsSkipping { get; init; }

    public bool? AsksSecondOpinion { get; init; }

    public bool? AllowsFallback { get; init; }

    public IReadOnlyList<Guid>? TeamIds { get; init; }

    public int? LeaseMinutes { get; init; }

    public TemplateChoice? ToTemplateChoice() => TemplateId is { } template ? new TemplateChoice(template, TemplateVersion) : null;

    public ProjectSettings ToSettings()
    {
        var defaults = new ProjectSettings();
        var submissions = Submissions ?? defaults.Submissions;
        return new ProjectSettings
        {
            LeaseMinutes = LeaseMinutes ?? defaults.LeaseMinutes,
            Submissions = submissions,
            CompletionRule = CompletionRule ?? defaults.CompletionRule,
            Agreement = new AgreementSettings
            {
                Threshold = Agreement?.Threshold ?? defaults.Agreement.Threshold,
                Iou = Agreement?.Iou ?? defaults.Agreement.Iou,
                SubmissionsMax = Agreement?.SubmissionsMax ?? Math.Max(AgreementSettings.SubmissionsMaxDefault, submissions),
            },
            Review = new ReviewSettings
            {
                Stages = Review?.Stages ?? defaults.Review.Stages,
                SampleRate = Review?.SampleRate ?? defaults.Review.SampleRate,
                ReturnTo = Review?.ReturnTo ?? defaults.Review.ReturnTo,
            },
            UndoSeconds = UndoSeconds ?? defaults.UndoSeconds,
            AllowsCorrections = AllowsCorrections ?? defaults.AllowsCorrections,
            AllowsSkipping = AllowsSkipping ?? defaults.AllowsSkipping,
            AsksSecondOpinion = AsksSecondOpinion ?? defaults.AsksSecondOpinion,
            AllowsFallback = AllowsFallback ?? defaults.AllowsFallback,
            Teams = TeamSet.Of(TeamIds ?? []),
        };
    }
}

internal sealed record AgreementRequest
{
    public double? Threshold { get; init; }

    public double? Iou { get; init; }

    public int? SubmissionsMax { get; init; }
}

internal sealed record ReviewRequest
{
    public int? Stages { get; init; }

    public double? SampleRate { get; init; }

    public ReturnTo? ReturnTo { get; init; }
}

/// <summary>What <c>PUT .../settings</c> takes, whole.</summary>
internal sealed record ProjectSettingsResponse(
    Guid? TemplateId,
    int? TemplateVersion,
    int Submissions,
    CompletionRule CompletionRule,
    AgreementSettings Agreement,
    ReviewSettings Review,
    int UndoSeconds,
    bool AllowsCorrections,
    bool AllowsSkipping,
    bool AsksSecondOpinion,
    bool AllowsFallback,
    IReadOnlyList<Guid> TeamIds,
    int LeaseMinutes)
{
    public static ProjectSettingsResponse Of(Project project) => new(
        project.Template?.TemplateId,
        project.Template?.Version,
        project.Settings.Submissions,
        project.Settings.CompletionRule,
        project.Settings.Agreement,
        project.Settings.Review,
        project.Settings.UndoSeconds,
        project.Settings.AllowsCorrections,
        project.Settings.AllowsSkipping,
        project.Settings.AsksSecondOpinion,
        project.Settings.AllowsFallback,
        project.Settings.Teams,
        project.Settings.LeaseMinutes);
}
