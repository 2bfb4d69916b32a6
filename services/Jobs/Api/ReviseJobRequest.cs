using FluentValidation;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Jobs.Api;

/// <summary>What a client changes of a job; members are those of <see cref="CreateJobRequest"/>.</summary>
internal sealed record ReviseJobRequest
{
    public JobPriority? Priority { get; init; }

    public Optional<string> DueDate { get; init; }

    public Optional<IReadOnlyList<string?>> Assignees { get; init; }

    public Optional<Guid?> TeamId { get; init; }

    public RawJson? Content { get; init; }

    /// <summary>Only of a valid request.</summary>
    public JobRevision ToRevision() => new()
    {
        Priority = Priority,
        DueAt = DueDate.IsSet ? new Optional<DateTimeOffset?>(DueDate.Value is { } text ? InstantText.Read(text)?.ToInstant() : null) : default,
        Assignees = Assignees.IsSet ? RequestRules.AddressesOf(Assignees.Value) : null,
        TeamId = TeamId,
        Content = Content,
    };
}

/// <summary>As of a new job, but that nobody can be named.</summary>
internal sealed class ReviseJobRules : AbstractValidator<ReviseJobRequest>
{
    public ReviseJobRules()
    {
        RuleFor(request => request.DueDate).Must(text => text.Value is null || InstantText.Read(text.Value) is not null).WithMessage(InstantText.Rule);
        RuleFor(request => request.Assignees).Custom((assignees, context) =>
        {
            foreach (var (path, message) in RequestRules.CheckAddresses(assignees.Value)) context.AddFault(path, message);
        });
        RuleFor(request => request.Content).IsAtMost(RequestRules.ContentBytesMax);
    }
}
