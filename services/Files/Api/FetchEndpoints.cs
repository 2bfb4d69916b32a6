using FluentValidation;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Files.Api;

/// <summary>What other services order.</summary>
internal static class FetchEndpoints
{
    public static void MapFetchEndpoints(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/internal/files").RequireService();
        orders.AddEndpointFilter(new ValidationFilter());
        orders.MapPost("", FetchAsync).WithName("FetchFiles");
    }

    private static async Task<IResult> FetchAsync(Body<FetchFiles> body, FetchFilesHandler handler, CancellationToken ct)
    {
        var fetched = await handler.HandleAsync(body.Value, ct);
        return fetched.Error is { } error ? error.ToProblem() : TypedResults.Ok(fetched.Value);
    }
}

internal sealed class FetchFilesValidator : AbstractValidator<FetchFiles>
{
    private const int GroupsMax = 1000;
    private const int UrlsMax = 50;

    public FetchFilesValidator()
    {
        RuleFor(order => order.AccountId).NotEmpty().WithMessage("is required.");
        RuleFor(order => order.Extensions).NotEmpty().WithMessage("must name at least one extension.");
        RuleForEach(order => order.Extensions).Must(extension => FileKind.OfExtension(extension) is not null).WithMessage("is of no kind that we keep.");
        RuleFor(order => order.Groups)
            .Must(groups => groups is { Count: >= 1 and <= GroupsMax } && groups.All(urls => urls is { Count: <= UrlsMax }))
            .WithMessage($"must be 1 to {GroupsMax} groups of {UrlsMax} URLs at the most.");
        RuleFor(order => order.Attachments)
            .Must((order, attachments) => attachments is { Count: 0 } || (attachments is not null && attachments.Count == order.Groups?.Count && attachments.All(IsList)))
            .WithMessage($"must be one list of {UrlsMax} attachments at the most for each group, or nothing; no websites.");
        RuleFor(order => order)
            .Must(order => Enumerable.Range(0, order.Groups.Count).All(i => order.Groups[i].Count > 0 || order.Attachments.ElementAtOrDefault(i) is { Count: > 0 }))
            .When(order => order is { Groups: not null, Attachments: not null } && order.Groups.All(urls => urls is not null))
            .WithName("groups")
            .WithMessage("must name at least one URL each, among the files or among the attachments.");
    }

    private static bool IsList(IReadOnlyList<AttachmentOrder>? attachments) =>
        attachments is { Count: <= UrlsMax } && attachments.All(one => one is { Url.Length: > 0, Kind: not AttachmentKind.Website });
}
