namespace Hitl.Workforce.Domain;

/// <summary>Where an invitation stands.</summary>
internal enum InvitationState
{
    /// <summary>Whoever has the link may accept it.</summary>
    Open,

    /// <summary>Somebody did; final.</summary>
    Accepted,

    /// <summary>An administrator took it back; final.</summary>
    Revoked,

    /// <summary>Nobody accepted it in time; final.</summary>
    Expired,
}

/// <summary>A link by which one person joins, with what they will be.</summary>
internal sealed record Invitation
{
    public const int HoursDefault = 72;
    public const int HoursMax = 720;

    public required Guid Id { get; init; }

    /// <summary>The only address that may accept it; null: any.</summary>
    public string? Email { get; init; }

    /// <summary>How the person is called, as far as the administrator knows.</summary>
    public string? Name { get; init; }

    public required AnnotatorRole Role { get; init; }

    /// <summary>The projects the person will work on; none means all.</summary>
    public required IReadOnlyList<Guid> Projects { get; init; }

    public required IReadOnlyList<Guid> Teams { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether somebody with this address may accept it.</summary>
    public bool IsFor(string email) => Email is null || Annotator.KeyOf(Email) == Annotator.KeyOf(email);
}
