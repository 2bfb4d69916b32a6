namespace Hitl.Projects.Domain;

/// <summary>What an account pays for; the gateway makes requests a minute of it.</summary>
internal enum Plan
{
    /// <summary>Where an account begins unless it pays for more.</summary>
    Standard,

    /// <summary>Ten times the requests.</summary>
    Professional,

    /// <summary>A hundred times the requests.</summary>
    Enterprise,
}

/// <summary>Whether an account's keys work. An account is never deleted: its jobs and bills remain.</summary>
internal enum AccountStatus
{
    /// <summary>Its keys work.</summary>
    Active,

    /// <summary>Its keys are refused as if they were unknown. Its projects and jobs stay as they are.</summary>
    Suspended,
}

/// <summary>A client, who pays: owns keys and projects.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required Plan Plan { get; init; }

    public required AccountStatus Status { get; init; }

    /// <summary>Where webhooks of jobs go that name no URL.</summary>
    public string? DefaultCallbackUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long Version { get; init; }

    public static Account Create(Guid id, string name, Plan plan, DateTimeOffset now) =>
        new() { Id = id, Name = name, Plan = plan, Status = AccountStatus.Active, CreatedAt = now, Version = 1 };

    /// <summary>The account after the change; this one when everything is so already.</summary>
    public Account Change(string name, Plan plan, AccountStatus status, string? defaultCallbackUrl)
    {
        var changed = this with { Name = name, Plan = plan, Status = status, DefaultCallbackUrl = defaultCallbackUrl };
        return changed == this ? this : changed with { Version = Version + 1 };
    }
}
