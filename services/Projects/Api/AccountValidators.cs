using FluentValidation;

namespace Hitl.Projects.Api;

internal sealed class CreateAccountValidator : AbstractValidator<CreateAccountRequest>
{
    public CreateAccountValidator()
    {
        RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax);
        RuleFor(request => request.Plan).NotNull().WithMessage("is required: standard, professional or enterprise.");
    }
}

internal sealed class ChangeAccountValidator : AbstractValidator<ChangeAccountRequest>
{
    public ChangeAccountValidator()
    {
        When(request => request.Name is not null, () => RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax));
        RuleFor(request => request.DefaultCallbackUrl)
            .Must(url => url.Value is null || FieldRules.IsWebUrl(url.Value))
            .WithMessage("must be an http or https URL, or null.");
    }
}
