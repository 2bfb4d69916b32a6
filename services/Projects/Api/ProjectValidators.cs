using FluentValidation;
using Hitl.Projects.Domain;

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

internal sealed class ConfigureProjectValidator : AbstractValidator<ConfigureProjectRequest>
{
    public ConfigureProjectValidator()
    {
        RuleFor(request => request.LeaseMinutes)
            .InclusiveBetween(ProjectSettings.LeaseMinutesMin, ProjectSettings.LeaseMinutesMax)
            .WithMessage($"must be an integer from {ProjectSettings.LeaseMinutesMin} to {ProjectSettings.LeaseMinutesMax}.");
        RuleFor(request => request.Submissions)
            .Must(submissions => submissions is null or 1)
            .WithMessage("must be 1: how several answers to one job become its result is not settled yet.");
    }
}
