using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

internal sealed record CreateTeamRequest
{
    public string? Name { get; init; }

    /// <summary>A team for all accounts when it is left out.</summary>
    public Guid? AccountId { get; init; }
}

internal sealed class CreateTeamValidator : AbstractValidator<CreateTeamRequest>
{
    public CreateTeamValidator() => RuleFor(request => request.Name).RequiredText(Team.NameLengthMax);
}

/// <summary>What is left out stays as it is.</summary>
internal sealed record ChangeTeamRequest
{
    public string? Name { get; init; }
}

internal sealed class ChangeTeamValidator : AbstractValidator<ChangeTeamRequest>
{
    public ChangeTeamValidator() =>
        When(request => request.Name is not null, () => RuleFor(request => request.Name).RequiredText(Team.NameLengthMax));
}

/// <summary>Names an annotator by one of the two.</summary>
internal sealed record AddTeamMemberRequest
{
    public Guid? AnnotatorId { get; init; }

    public string? Email { get; init; }
}

internal sealed class AddTeamMemberValidator : AbstractValidator<AddTeamMemberRequest>
{
    public AddTeamMemberValidator()
    {
        RuleFor(request => request.AnnotatorId)
            .Must((request, id) => (id is null) != (request.Email is null))
            .WithMessage("is required, unless email names the annotator; not both.");
        When(request => request.Email is not null, () => RuleFor(request => request.Email).RequiredText(EmailAddress.LengthMax));
    }
}

internal static class TeamResponses
{
    public static TeamResponse ToResponse(this Team team) => new()
    {
        Id = team.Id,
        Name = team.Name,
        AccountId = team.AccountId,
        Members = team.Members,
        CreateDate = team.CreatedAt,
    };

    public static TeamMemberResponse ToResponse(this TeamMember member) => new()
    {
        AnnotatorId = member.AnnotatorId,
        Email = member.Email,
        Name = member.Name,
        Status = member.Status.Word(),
        AddDate = member.AddedAt,
    };
}
