using FluentValidation;
using Hitl.Projects.Domain;

namespace Hitl.Projects.Api;

internal sealed class ConfigureProjectValidator : AbstractValidator<ConfigureProjectRequest>
{
    public ConfigureProjectValidator()
    {
        RuleFor(request => request.LeaseMinutes).WithinBounds(ProjectSettings.LeaseMinutesMin, ProjectSettings.LeaseMinutesMax);
        RuleFor(request => request.UndoSeconds).WithinBounds(0, ProjectSettings.UndoSecondsMax);
        RuleFor(request => request.TeamIds)
            .Must(teams => teams is null || teams.Count <= ProjectSettings.TeamsMax)
            .WithMessage($"must be at most {ProjectSettings.TeamsMax} ids of teams.");
        RuleFor(request => request.TemplateVersion)
            .Must((request, version) => version is null || request.TemplateId is not null).WithMessage("needs template_id beside it.")
            .Must(version => version is null or > 0).WithMessage("must be an integer from 1.");
        RuleFor(request => request.Submissions).Cascade(CascadeMode.Stop)
            .WithinBounds(1, ProjectSettings.SubmissionsMax)
            .Must((request, submissions) => request.CompletionRule is not (null or CompletionRule.First) || submissions is null or 1)
            .WithMessage("must be 1 as long as completion_rule is first, where the one submission is the result. Choose agreement or review for more.")
            .Must((request, submissions) => request.CompletionRule != CompletionRule.Agreement || submissions >= 2)
            .WithMessage("must be 2 at least when completion_rule is agreement: one alone cannot agree.");
        When(request => request.Agreement is not null, () =>
        {
            RuleFor(request => request.Agreement!.Threshold).Share();
            RuleFor(request => request.Agreement!.Iou).Share();
            RuleFor(request => request.Agreement!.SubmissionsMax).Cascade(CascadeMode.Stop)
                .WithinBounds(1, ProjectSettings.SubmissionsMax)
                .Must((request, most) => request.CompletionRule != CompletionRule.Agreement || most is null || most >= (request.Submissions ?? 1))
                .WithMessage("must not be below submissions.");
        });
        When(request => request.Review is not null, () =>
        {
            RuleFor(request => request.Review!.Stages).WithinBounds(1, ReviewSettings.StagesMax);
            RuleFor(request => request.Review!.SampleRate)
                .Must(rate => rate is null or >= 0 and <= 1).WithMessage("must be a number from 0 to 1.");
        });
    }
}

internal static class SettingRules
{
    public static IRuleBuilderOptions<T, int?> WithinBounds<T>(this IRuleBuilder<T, int?> rule, int min, int max) =>
        rule.Must(value => value is null || value >= min && value <= max).WithMessage($"must be an integer from {min} to {max}.");

    public static IRuleBuilderOptions<T, double?> Share<T>(this IRuleBuilder<T, double?> rule) =>
        rule.Must(value => value is null or > 0 and <= 1).WithMessage("must be a number above 0, at most 1.");
}
