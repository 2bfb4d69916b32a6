using FluentValidation;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

internal sealed record CreateAnnotatorRequest
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Password { get; init; }

    /// <summary>An annotator when it is left out.</summary>
    public AnnotatorRole? Role { get; init; }

    /// <summary>All projects when it is left out or empty.</summary>
    public IReadOnlyList<Guid>? Projects { get; init; }

    // The generated one would print the password.
    public override string ToString() => nameof(CreateAnnotatorRequest);
}

internal sealed class CreateAnnotatorValidator : AbstractValidator<CreateAnnotatorRequest>
{
    public CreateAnnotatorValidator()
    {
        RuleFor(request => request.Email).RequiredEmail();
        RuleFor(request => request.Name).RequiredText(Annotator.NameLengthMax);
        RuleFor(request => request.Password).RequiredPassword();
        RuleFor(request => request.Projects).Memberships();
    }
}

/// <summary>What is left out stays as it is.</summary>
internal sealed record ChangeAnnotatorRequest
{
    public string? Name { get; init; }

    public string? Password { get; init; }

    public AnnotatorStatus? Status { get; init; }

    public AnnotatorRole? Role { get; init; }

    /// <summary>An empty list means all projects.</summary>
    public IReadOnlyList<Guid>? Projects { get; init; }

    // The generated one would print the password.
    public override string ToString() => nameof(ChangeAnnotatorRequest);
}

internal sealed class ChangeAnnotatorValidator : AbstractValidator<ChangeAnnotatorRequest>
{
    public ChangeAnnotatorValidator()
    {
        When(request => request.Name is not null, () => RuleFor(request => request.Name).RequiredText(Annotator.NameLengthMax));
        When(request => request.Password is not null, () => RuleFor(request => request.Password).RequiredPassword());
        RuleFor(request => request.Projects).Memberships();
    }
}

internal static class AnnotatorResponses
{
    public static AnnotatorResponse ToResponse(this Annotator annotator) => new()
    {
        Id = annotator.Id,
        Email = annotator.Email,
        Name = annotator.Name,
        Status = annotator.Status.Word(),
        Role = annotator.Role.Word(),
        Projects = [.. annotator.Projects],
        CreateDate = annotator.CreatedAt,
    };
}
