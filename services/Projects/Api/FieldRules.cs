using FluentValidation;

namespace Hitl.Projects.Api;

/// <summary>Rules that several requests share; messages are sentences without the field's name.</summary>
internal static class FieldRules
{
    public const int NameLengthMax = 200;

    private const int UrlLengthMax = 4096;

    public static IRuleBuilderOptions<T, string?> RequiredText<T>(this IRuleBuilderInitial<T, string?> rule, int lengthMax) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Must(text => IsText(text!, lengthMax)).WithMessage($"must be 1 to {lengthMax} characters, not all of them blank.");

    public static IRuleBuilderOptions<T, string?> RequiredWebUrl<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .Must(IsWebUrl).WithMessage("must be an http or https URL.");

    /// <summary>Characters as people and PostgreSQL count them: an emoji is one.</summary>
    public static bool IsText(string text, int lengthMax) => !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= lengthMax;

    /// <summary>Only the form. Whether we may go there is decided, with its own codes, by whoever goes.</summary>
    public static bool IsWebUrl(string? text) =>
        text is { Length: <= UrlLengthMax }
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Host.Length > 0;
}
