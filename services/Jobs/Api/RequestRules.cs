using FluentValidation;
using Hitl.Forms;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Api;

/// <summary>What orders and their changes have in common.</summary>
internal static class RequestRules
{
    public const int ContentBytesMax = 256 * JsonRules.KiB;
    public const int AssigneesMax = 50;
    public const string AddressRule = "must be an e-mail address.";

    public static bool IsAddress(string? email) => email is not null && EmailAddress.IsWellFormed(email.Trim());

    /// <summary>What is wrong with each, by its path; nobody is fine.</summary>
    public static IEnumerable<(string Path, string Message)> CheckAddresses(IReadOnlyList<string?>? emails)
    {
        if (emails is null) yield break;
        if (emails.Count > AssigneesMax) yield return ("assignees", $"must hold at most {AssigneesMax} e-mail addresses.");
        for (var i = 0; i < Math.Min(emails.Count, AssigneesMax); i++)
        {
            if (!IsAddress(emails[i])) yield return ($"assignees[{i}]", AddressRule);
        }
    }

    /// <summary>Only of valid ones: lower case, each once.</summary>
    public static IReadOnlyList<string> AddressesOf(IReadOnlyList<string?>? emails) =>
        [.. (emails ?? []).Select(email => email!.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
}

/// <summary>The form of an order; whether its URLs can be used is asked later.</summary>
internal sealed class CreateJobRules : AbstractValidator<CreateJobRequest>
{
    private const int FilesMax = 50;
    private const int ExpirationMinutesMax = 24 * 60;

    public CreateJobRules()
    {
        RuleFor(request => request.ProjectId).NotNull().WithMessage("is required.");
        RuleFor(request => request.FileUrls).NotNull().When(request => request.Attachments is null && request.Content is null)
            .WithMessage("is required.");
        RuleFor(request => request.FileUrls)
            .Must(urls => urls is null or { Count: >= 1 and <= FilesMax }).WithMessage($"must hold 1 to {FilesMax} URLs.");
        RuleForEach(request => request.FileUrls).Must(WebUrl.IsOne).WithMessage(WebUrl.Rule);
        RuleFor(request => request.Predictions).IsObject(5 * JsonRules.MiB);
        RuleFor(request => request.WebhookUrl)
            .Must(url => url is null || WebUrl.IsOne(url)).WithMessage(WebUrl.Rule);
        RuleFor(request => request.WebhookHeaders).Custom((headers, context) =>
        {
            foreach (var (path, message) in WebhookHeaderRules.Check(headers))
                context.AddFault(path, message);
        });
        RuleFor(request => request.ExpirationMinutes)
            .InclusiveBetween(1, ExpirationMinutesMax).WithMessage($"must be an integer from 1 to {ExpirationMinutesMax}.");
        RuleFor(request => request.Metadata).IsObject(64 * JsonRules.KiB);
        RuleFor(request => request.Content).IsAtMost(RequestRules.ContentBytesMax);
        RuleFor(request => request.Attachments).Custom((attachments, context) =>
        {
            foreach (var (path, message) in AttachmentRules.Check(attachments)) context.AddFault(path, message);
        });
        RuleFor(request => request.Template).Custom((template, context) =>
        {
            if (template is not { } form) return;
            foreach (var fault in Form.Read(form, "template").Faults) context.AddFault(fault.Path, fault.Message);
        });
        RuleFor(request => request.DueDate).Must(text => text is null || InstantText.Read(text) is not null).WithMessage(InstantText.Rule);
        RuleFor(request => request.Assignees)
            .Must(emails => emails is null or { Count: >= 1 and <= RequestRules.AssigneesMax }).WithMessage($"must hold 1 to {RequestRules.AssigneesMax} e-mail addresses.");
        RuleForEach(request => request.Assignees).Must(RequestRules.IsAddress).WithMessage(RequestRules.AddressRule);
        RuleFor(request => request.DefaultAnnotations).IsObject(256 * JsonRules.KiB);
        RuleFor(request => request.DefaultAnnotations)
            .Must((request, annotations) => annotations is null || request.ExpirationMinutes is not null)
            .WithMessage("needs expiration_minutes: they are the result when that time is up.");
    }
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
