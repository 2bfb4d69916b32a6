using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Api;

/// <summary>Ended deliveries to send again.</summary>
internal sealed record ResendDeliveriesRequest : IOptionalBody
{
    public DeliveryState? State { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>How many are due again; <c>has_more</c>: call again for the rest.</summary>
internal sealed record ResendDeliveriesResponse(int Resent, bool HasMore);

/// <summary>Where a test event goes.</summary>
internal sealed record TestEventRequest
{
    public string? Url { get; init; }
}

/// <summary>How long the old secret holds beside the new one.</summary>
internal sealed record RotateSecretRequest : IOptionalBody
{
    public const int DefaultOverlapMinutes = 24 * 60;

    public int? OverlapMinutes { get; init; }
}

/// <summary>What receivers of Scale's callbacks find in <c>scale-callback-auth</c>.</summary>
internal sealed record CallbackKeysResponse(string Live, string Test)
{
    // The generated one would print the keys.
    public override string ToString() => nameof(CallbackKeysResponse);
}

/// <summary>The secret that an account's deliveries are signed with.</summary>
internal sealed record SecretResponse(string Secret, DateTimeOffset? PreviousSecretExpires, CallbackKeysResponse CallbackKeys)
{
    public static SecretResponse Of(AccountSecrets secrets, CallbackKeys keys) =>
        new(secrets.Current.Text, secrets.PreviousExpiresAt, new CallbackKeysResponse(keys.Live, keys.Test));

    // The generated one would print the secret.
    public override string ToString() => nameof(SecretResponse);
}

internal sealed class ResendDeliveriesValidator : AbstractValidator<ResendDeliveriesRequest>
{
    public ResendDeliveriesValidator()
    {
        RuleFor(request => request.State).NotEqual(DeliveryState.Pending).WithMessage("must be exhausted, delivered or canceled: pending ones are on their way.");
        RuleFor(request => request.Until).GreaterThanOrEqualTo(request => request.Since).WithMessage("must not be before since.");
    }
}

internal sealed class TestEventValidator : AbstractValidator<TestEventRequest>
{
    public TestEventValidator() => RuleFor(request => request.Url).NotEmpty().WithMessage("is required.");
}

internal sealed class RotateSecretValidator : AbstractValidator<RotateSecretRequest>
{
    private const int OverlapMinutesMax = 7 * 24 * 60;

    public RotateSecretValidator() => RuleFor(request => request.OverlapMinutes)
        .InclusiveBetween(0, OverlapMinutesMax).WithMessage($"must be from 0 to {OverlapMinutesMax} (a week).");
}
