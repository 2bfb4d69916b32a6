using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

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

    public IReadOnlyList<Guid>? Teams { get; init; }

    /// <summary>No limit when it is left out.</summary>
    public int? JobsPerDay { get; init; }

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
        RuleFor(request => request.Teams).Teams();
        RuleFor(request => request.JobsPerDay).JobsPerDay();
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

    /// <summary>An empty list means none.</summary>
    public IReadOnlyList<Guid>? Teams { get; init; }

    /// <summary>Null takes the limit away.</summary>
    public Optional<int?> JobsPerDay { get; init; }

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
        RuleFor(request => request.Teams).Teams();
        RuleFor(request => request.JobsPerDay.Value).JobsPerDay().OverridePropertyName(nameof(ChangeAnnotatorRequest.JobsPerDay));
    }
}
