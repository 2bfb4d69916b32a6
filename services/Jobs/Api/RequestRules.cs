using FluentValidation;
using FluentValidation.Results;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Api;

/// <summary>The form of an order; whether its URLs can be used is asked later.</summary>
internal sealed class CreateJobRules : AbstractValidator<CreateJobRequest>
{
    private const int FilesMax = 50;
    private const int ExpirationMinutesMax = 24 * 60;
    private const int PredictionsBytesMax = 5 * 1024 * 1024;

    public CreateJobRules()
    {
        RuleFor(request => request.ProjectId).NotNull().WithMessage("is required.");
        RuleFor(request => request.FileUrls).NotNull().WithMessage("is required.");
        RuleFor(request => request.FileUrls)
            .Must(urls => urls is null or { Count: >= 1 and <= FilesMax }).WithMessage($"must hold 1 to {FilesMax} URLs.");
        RuleForEach(request => request.FileUrls).Must(IsWebUrl).WithMessage("must be an http or https URL.");
        RuleFor(request => request.Predictions)
            .Must(json => json is null || json.Value.Utf8.Span[0] == (byte)'{').WithMessage("must be an object.");
        RuleFor(request => request.Predictions)
            .Must(json => json is null || json.Value.Utf8.Length <= PredictionsBytesMax).WithMessage("must not be larger than 5 MiB.");
        RuleFor(request => request.WebhookUrl)
            .Must(url => url is null || IsWebUrl(url)).WithMessage("must be an http or https URL.");
        RuleFor(request => request.WebhookHeaders).Custom((headers, context) =>
        {
            foreach (var (path, message) in WebhookHeaderRules.Check(headers))
                context.AddFailure(new ValidationFailure(nameof(CreateJobRequest.WebhookHeaders), message) { CustomState = new FieldPath(path) });
        });
        RuleFor(request => request.ExpirationMinutes)
            .InclusiveBetween(1, ExpirationMinutesMax).WithMessage($"must be an integer from 1 to {ExpirationMinutesMax}.");
    }

    private static bool IsWebUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps);
}

/// <summary>The form of a bulk request, without its items.</summary>
internal sealed class CreateJobsRules : AbstractValidator<CreateJobsRequest>
{
    private const int JobsMax = 1000;

    public CreateJobsRules()
    {
        RuleFor(request => request.Jobs).NotNull().WithMessage("is required.");
        RuleFor(request => request.Jobs).Must(jobs => jobs is null or { Count: >= 1 and <= JobsMax }).WithMessage($"must hold 1 to {JobsMax} jobs.");
    }
}

/// <summary>What an administrator tells the client about a stopped job.</summary>
internal sealed class StopJobRules : AbstractValidator<StopJobRequest>
{
    private const int MessageLengthMax = 1000;

    public StopJobRules() =>
        RuleFor(request => request.Message)
            .Must(message => !string.IsNullOrWhiteSpace(message) && message.Length <= MessageLengthMax)
            .WithMessage($"must be 1 to {MessageLengthMax} characters.");
}
