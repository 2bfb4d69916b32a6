using FluentValidation;

namespace Hitl.Projects.Api;

internal sealed class CreateProjectValidator : AbstractValidator<CreateProjectRequest>
{
    public CreateProjectValidator()
    {
        RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax);
        RuleFor(request => request.InstructionsFileUrl).RequiredWebUrl();
    }
}

internal sealed class DeactivateProjectValidator : AbstractValidator<DeactivateProjectRequest>
{
    private const int ReasonLengthMax = 1000;

    public DeactivateProjectValidator() => RuleFor(request => request.Reason).RequiredText(ReasonLengthMax);
}

internal sealed class InstructProjectValidator : AbstractValidator<InstructProjectRequest>
{
    public InstructProjectValidator() => RuleFor(request => request.InstructionsFileUrl).RequiredWebUrl();
}
