using FluentValidation;
using Hitl.Projects.Domain;

namespace Hitl.Projects.Api;

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKeyRequest>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.Name).RequiredText(FieldRules.NameLengthMax);
        RuleFor(request => request.Mode).NotNull().WithMessage("is required: live or test.");
    }
}

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKeyRequest>
{
    public RotateApiKeyValidator() =>
        RuleFor(request => request.OverlapMinutes)
            .InclusiveBetween(0, ApiKey.OverlapMinutesMax)
            .WithMessage($"must be an integer from 0 to {ApiKey.OverlapMinutesMax}.");
}
