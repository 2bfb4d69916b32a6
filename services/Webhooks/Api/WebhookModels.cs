using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Api;

/// <summary>Ended deliveries to send again.</summary>
internal sealed record ResendDeliveriesRequest : IOptionalBody
{
    public DeliveryState? State { get; init; }

    public string? Event { get; init; }

    public Guid? JobId { get; init; }

    /// <summary>Administrators'; whoever belongs to an account sends its own again and no others.</summary>
    public Guid? AccountId { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public int? Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>How many are due again; <c>has_more</c>: call again with <c>next_cursor</c> for the rest.</summary>
internal sealed record ResendDeliveriesResponse(int Resent, bool HasMore, string? NextCursor);

/// <summary>Where a test event goes.</summary>
internal sealed record TestEventRequest
{
    public string? Url { get; init; }

    /// <summary>Administrators': by whose secret it is signed.</summary>
    public Guid? AccountId { get; init; }
}

/// <summary>How long the old secret holds beside the new one.</summary>
internal sealed record RotateSecretRequest : IOptionalBody
{
    public const int DefaultOverlapMinutes = 24 * 60;

    public int? OverlapMinutes { get; init; }
}

/// <summary>Which callback key gets a successor, and how long the old one is sent on.</summary>
internal sealed record RotateCallbackKeyRequest
{
    /// <summary><c>live</c> or <c>test</c>.</summary>
    public string? Mode { get; init; }

    public int? OverlapMinutes { get; init; }
}

/// <summary>What receivers of Scale's callbacks find in <c>scale-callback-auth</c>.</summary>
internal sealed record CallbackKeysResponse(string Live, string Test)
{
    // The generated one would print the keys.
    public override string ToString() => nameof(CallbackKeysResponse);
}

/// <summary>What they will find there.</summary>
internal sealed record NextCallbackKeyResponse(string Key, DateTimeOffset Starts)
{
    // The generated one would print the key.
    public override string ToString() => nameof(NextCallbackKeyResponse);
}

/// <summary>Of each mode; null when no rotation is under way.</summary>
internal sealed record NextCallbackKeysResponse(NextCallbackKeyResponse? Live, NextCallbackKeyResponse? Test);

/// <summary>The secret that an account's deliveries are signed with.</summary>
internal sealed record SecretResponse(
    string Secret, DateTimeOffset? PreviousSecretExpires, CallbackKeysResponse CallbackKeys, NextCallbackKeysResponse NextCallbackKeys)
{
    public static SecretResponse Of(AccountSecrets secrets, CallbackKeys keys) => new(
        secrets.Current.Text,
        secrets.PreviousExpiresAt,
        new CallbackKeysResponse(keys.Live.Sent, keys.Test.Sent),
        new NextCallbackKeysResponse(NextOf(keys.Live), NextOf(keys.Test)));

    // The generated one would print the secret.
    public override string ToString() => nameof(SecretResponse);

    private static NextCallbackKeyResponse? NextOf(CallbackKey key) =>
        key is { Next: { } next, NextFrom: { } from } ? new NextCallbackKeyResponse(next, from) : null;
}

internal sealed class ResendDeliveriesValidator : AbstractValidator<ResendDeliveriesRequest>
{
    public ResendDeliveriesValidator()
    {
        RuleFor(request => request.State).NotEqual(DeliveryState.Pending).WithMessage("must be exhausted, delivered or canceled: pending ones are on their way.");
        RuleFor(request => request.Event).Must(name => name is null || EventNames.All.Contains(name, StringComparer.Ordinal))
            .WithMessage($"must be one of {string.Join(", ", EventNames.All)}.");
        RuleFor(request => request.Limit).InclusiveBetween(1, ResendDeliveries.Max).WithMessage($"must be from 1 to {ResendDeliveries.Max}.");
        // Of an absent `since`, FluentValidation would say that nothing is after it.
        RuleFor(request => request.Until).GreaterThanOrEqualTo(request => request.Since).When(request => request.Since is not null).WithMessage("must not be before since.");
    }
}

internal sealed class TestEventValidator : AbstractValidator<TestEventRequest>
{
    public TestEventValidator() => RuleFor(request => request.Url).NotEmpty().WithMessage("is required.");
}

internal sealed class RotateSecretValidator : AbstractValidator<RotateSecretRequest>
{
    public RotateSecretValidator() => RuleFor(request => request.OverlapMinutes).MustBeAnOverlap();
}

internal sealed class RotateCallbackKeyValidator : AbstractValidator<RotateCallbackKeyRequest>
{
    public RotateCallbackKeyValidator()
    {
        RuleFor(request => request.Mode).Must(mode => mode is "live" or "test").WithMessage("must be live or test.");
        RuleFor(request => request.OverlapMinutes).MustBeAnOverlap();
    }
}

internal static class OverlapRules
{
    private const int OverlapMinutesMax = 7 * 24 * 60;

    public static void MustBeAnOverlap<T>(this IRuleBuilder<T, int?> minutes) =>
        minutes.InclusiveBetween(0, OverlapMinutesMax).WithMessage($"must be from 0 to {OverlapMinutesMax} (a week).");
}
