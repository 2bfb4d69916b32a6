using FluentValidation;
using FluentValidation.Results;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Api;

/// <summary>Rules about a client's own JSON.</summary>
internal static class JsonRules
{
    public const int KiB = 1024;
    public const int MiB = 1024 * KiB;

    public static void IsObject<T>(this IRuleBuilderInitial<T, RawJson?> rule, int bytesMax) => rule
        .Must(json => json is null || json.Value.Utf8.Span[0] == (byte)'{').WithMessage("must be an object.")
        .Must(json => json is null || json.Value.Utf8.Length <= bytesMax).WithMessage(TooLarge(bytesMax));

    public static void IsAtMost<T>(this IRuleBuilderInitial<T, RawJson?> rule, int bytesMax) => rule
        .Must(json => json is null || json.Value.Utf8.Length <= bytesMax).WithMessage(TooLarge(bytesMax));

    public static string TooLarge(int bytesMax) =>
        $"must not be larger than {(bytesMax >= MiB ? $"{bytesMax / MiB} MiB" : $"{bytesMax / KiB} KiB")}.";

    /// <summary>A fault at a path that is the client's own.</summary>
    public static void AddFault<T>(this ValidationContext<T> context, string path, string message) =>
        context.AddFailure(new ValidationFailure(path, message) { CustomState = new FieldPath(path) });
}
