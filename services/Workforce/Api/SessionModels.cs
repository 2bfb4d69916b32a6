using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

internal sealed record SignInRequest
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    // The generated one would print the password.
    public override string ToString() => nameof(SignInRequest);
}

/// <summary>Only lengths are checked: what is no address of ours or too short for a password is simply wrong.</summary>
internal sealed class SignInValidator : AbstractValidator<SignInRequest>
{
    public SignInValidator()
    {
        RuleFor(request => request.Email).RequiredText(EmailAddress.LengthMax);
        RuleFor(request => request.Password).RequiredText(Annotator.PasswordLengthMax);
    }
}

internal sealed record ChangePasswordRequest
{
    public string? Current { get; init; }

    public string? New { get; init; }

    // The generated one would print the passwords.
    public override string ToString() => nameof(ChangePasswordRequest);
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordRequest>
{
    public ChangePasswordValidator()
    {
        RuleFor(request => request.Current).RequiredText(Annotator.PasswordLengthMax);
        RuleFor(request => request.New).RequiredPassword();
    }
}

/// <summary>Who is signed in.</summary>
/// <param name="AnnotatorId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they may do.</param>
/// <param name="CsrfToken">What unsafe requests carry in <c>X-CSRF-Token</c>.</param>
internal sealed record SessionResponse(Guid AnnotatorId, string Name, string Role, string CsrfToken)
{
    // The generated one would print the token.
    public override string ToString() => $"session of {AnnotatorId}";
}
