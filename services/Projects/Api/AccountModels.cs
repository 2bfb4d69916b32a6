using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Projects.Api;

internal sealed record CreateAccountRequest
{
    public string? Name { get; init; }

    public Plan? Plan { get; init; }
}

/// <summary>What is left out stays as it is.</summary>
internal sealed record ChangeAccountRequest
{
    public string? Name { get; init; }

    public Plan? Plan { get; init; }

    public AccountStatus? Status { get; init; }

    /// <summary>Null takes it away.</summary>
    public Optional<string> DefaultCallbackUrl { get; init; }
}

internal sealed record AccountResponse
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Plan { get; init; } = "";

    public string Status { get; init; } = "";

    public DateTimeOffset CreateDate { get; init; }

    public string? DefaultCallbackUrl { get; init; }

    public static AccountResponse Of(Account account) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Plan = account.Plan.Word(),
        Status = account.Status.Word(),
        CreateDate = account.CreatedAt,
        DefaultCallbackUrl = account.DefaultCallbackUrl,
    };
}
