using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

/// <summary>Rules that several requests share; messages are sentences without the field's name.</summary>
internal static class FieldRules
{
    public static IRuleBuilderOptions<T, string?> RequiredText<T>(this IRuleBuilderInitial<T, string?> rule, int lengthMax) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Must(text => IsText(text!, lengthMax)).WithMessage($"must be 1 to {lengthMax} characters, not all of them blank.");

    public static IRuleBuilderOptions<T, string?> RequiredEmail<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Must(email => EmailAddress.IsWellFormed(email!.Trim())).WithMessage("must be an e-mail address.");

    public static IRuleBuilderOptions<T, string?> RequiredPassword<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Length(Annotator.PasswordLengthMin, Annotator.PasswordLengthMax)
            .WithMessage($"must be {Annotator.PasswordLengthMin} to {Annotator.PasswordLengthMax} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<Guid>?> Memberships<T>(this IRuleBuilderInitial<T, IReadOnlyList<Guid>?> rule) =>
        rule.Must(projects => projects is null || projects.Count <= Annotator.ProjectsMax)
            .WithMessage($"must be at most {Annotator.ProjectsMax} ids; leave it empty for all projects.");

    public static IRuleBuilderOptions<T, IReadOnlyList<Guid>?> Teams<T>(this IRuleBuilderInitial<T, IReadOnlyList<Guid>?> rule) =>
        rule.Must(teams => teams is null || teams.Count <= Annotator.TeamsMax).WithMessage($"must be at most {Annotator.TeamsMax} ids.");

    public static IRuleBuilderOptions<T, int?> JobsPerDay<T>(this IRuleBuilderInitial<T, int?> rule) =>
        rule.InclusiveBetween(1, Annotator.JobsPerDayMax).WithMessage($"must be 1 to {Annotator.JobsPerDayMax}, or null for no limit.");

    /// <summary>The version of an assignment that the annotator's page has seen.</summary>
    public static IRuleBuilderOptions<T, int?> SeenVersion<T>(this IRuleBuilderInitial<T, int?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .GreaterThan(0).WithMessage("must be 1 or more: take it from the assignment.");

    public static IRuleBuilderOptions<T, RawJson?> RequiredObject<T>(this IRuleBuilderInitial<T, RawJson?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Must(json => json!.Value.Utf8.Span[0] == '{').WithMessage("must be an object.");

    /// <summary>Characters as people and PostgreSQL count them: an emoji is one.</summary>
    private static bool IsText(string text, int lengthMax) => !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= lengthMax;
}
