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
            .Must(groups => groups is { Count: >= 1 and <= GroupsMax } && groups.All(urls => urls is { Count: >= 1 and <= UrlsMax }))
            .WithMessage($"must be 1 to {GroupsMax} groups of 1 to {UrlsMax} URLs.");
    }
}
