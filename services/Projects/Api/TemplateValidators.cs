using System.Text.Json;
using FluentValidation;
using Hitl.Forms;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Projects.Api;

internal sealed class CreateTemplateValidator : AbstractValidator<CreateTemplateRequest>
{
    public CreateTemplateValidator()
    {
        RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax);
        RuleFor(request => request.Description).Must(TemplateRules.IsDescription).WithMessage(TemplateRules.DescriptionMessage);
        RuleFor(request => request.Fields).Custom((fields, context) =>
        {
            if (fields is null) context.AddFailure("is required: a list of fields.");
            else context.AddFaults(fields.Value);
        });
    }
}

internal sealed class CreateTemplateOfAccountValidator : AbstractValidator<CreateTemplateOfAccountRequest>
{
    public CreateTemplateOfAccountValidator() => Include(new CreateTemplateValidator());
}

internal sealed class ChangeTemplateValidator : AbstractValidator<ChangeTemplateRequest>
{
    public ChangeTemplateValidator()
    {
        When(request => request.Name is not null, () => RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax));
        RuleFor(request => request.Description)
            .Must(description => TemplateRules.IsDescription(description.Value))
            .WithMessage(TemplateRules.DescriptionMessage);
        RuleFor(request => request.Fields).Custom((fields, context) =>
        {
            if (fields is { } given) context.AddFaults(given);
        });
    }
}

internal sealed class JudgeValidator : AbstractValidator<JudgeRequest>
{
    public JudgeValidator()
    {
        RuleFor(request => request.Annotations).NotNull().WithMessage("is required: the answer to judge.");
        RuleFor(request => request.Version).Must(version => version is null or > 0).WithMessage("must be an integer from 1.");
    }
}

internal static class TemplateRules
{
    public const string DescriptionMessage = "must be at most 10000 characters.";

    private const int DescriptionLengthMax = 10_000;

    public static bool IsDescription(string? text) => text is null || text.EnumerateRunes().Count() <= DescriptionLengthMax;

    /// <summary>The form of these fields.</summary>
    public static FormReading Read(JsonElement fields) => Form.Read(JsonSerializer.SerializeToElement(new { fields }));

    public static void AddFaults<T>(this ValidationContext<T> context, JsonElement fields)
    {
        foreach (var fault in Read(fields).Faults)
            context.AddFailure(new FluentValidation.Results.ValidationFailure("Fields", fault.Message) { CustomState = new FieldPath(fault.Path) });
    }
}
