using FluentValidation;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

internal sealed record CreateInvitationRequest
{
    /// <summary>The only address that may accept it; any when it is left out.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>An annotator when it is left out.</summary>
    public AnnotatorRole? Role { get; init; }

    /// <summary>All projects when it is left out or empty.</summary>
    public IReadOnlyList<Guid>? Projects { get; init; }

    public IReadOnlyList<Guid>? Teams { get; init; }

    public int? ExpiresHours { get; init; }
}

internal sealed class CreateInvitationValidator : AbstractValidator<CreateInvitationRequest>
{
    public CreateInvitationValidator()
    {
        When(request => request.Email is not null, () => RuleFor(request => request.Email).RequiredEmail());
        When(request => request.Name is not null, () => RuleFor(request => request.Name).RequiredText(Annotator.NameLengthMax));
        RuleFor(request => request.Projects).Memberships();
        RuleFor(request => request.Teams).Teams();
        RuleFor(request => request.ExpiresHours)
            .InclusiveBetween(1, Invitation.HoursMax).WithMessage($"must be 1 to {Invitation.HoursMax}.");
    }
}

internal sealed record AcceptInvitationRequest
{
    /// <summary>Not needed where the invitation names it.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Password { get; init; }

    // The generated one would print the password.
    public override string ToString() => nameof(AcceptInvitationRequest);
}

internal sealed class AcceptInvitationValidator : AbstractValidator<AcceptInvitationRequest>
{
    public AcceptInvitationValidator()
    {
        When(request => request.Email is not null, () => RuleFor(request => request.Email).RequiredEmail());
        RuleFor(request => request.Name).RequiredText(Annotator.NameLengthMax);
        RuleFor(request => request.Password).RequiredPassword();
    }
}

/// <summary>A new invitation, this once with its link.</summary>
internal sealed record CreatedInvitationResponse : InvitationResponse
{
    public required string Url { get; init; }

    // The generated one would print the link.
    public override string ToString() => $"invitation {Id}";

    public static CreatedInvitationResponse Of(Invitation invitation, string url) => new()
    {
        Id = invitation.Id,
        Url = url,
        Email = invitation.Email,
        Name = invitation.Name,
        Role = invitation.Role.Word(),
        Projects = [.. invitation.Projects],
        Teams = [.. invitation.Teams],
        State = InvitationState.Open.Word(),
        CreateDate = invitation.CreatedAt,
        ExpireDate = invitation.ExpiresAt,
    };
}

/// <summary>What the bearer of a link learns before they accept.</summary>
/// <param name="Name">How the administrator called them; null where they did not.</param>
/// <param name="Email">The address it is for; null: they choose.</param>
/// <param name="Role">What they will be.</param>
/// <param name="ExpireDate">Until when they may accept.</param>
internal sealed record OpenedInvitationResponse(string? Name, string? Email, string Role, DateTimeOffset ExpireDate);
