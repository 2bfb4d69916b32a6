using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;

namespace Hitl.Webhooks.Infrastructure.Postgres;

internal sealed record SubscriptionRow
{
    public const string Columns = "id, account_id, target, events, description, active AS is_active, created_at, updated_at";

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public byte[] Target { get; init; } = [];

    public string[] Events { get; init; } = [];

    public string Description { get; init; } = "";

    public bool IsActive { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public Subscription ToSubscription(Vault vault) => new()
    {
        Id = Id,
        AccountId = AccountId,
        Url = vault.Open(Id, Target).Url,
        Events = Events,
        Description = Description,
        IsActive = IsActive,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
