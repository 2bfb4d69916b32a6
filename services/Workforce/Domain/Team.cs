namespace Hitl.Workforce.Domain;

/// <summary>A group of annotators. A project that is given to teams is offered to their members alone.</summary>
/// <param name="Id">The team.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AccountId">Whose team it is; null for one that administrators made for all accounts.</param>
/// <param name="Members">How many people are in it.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record Team(Guid Id, string Name, Guid? AccountId, int Members, DateTimeOffset CreatedAt)
{
    public const int NameLengthMax = 200;
}

/// <summary>An annotator in a team.</summary>
internal sealed record TeamMember(Guid AnnotatorId, string Email, string Name, AnnotatorStatus Status, DateTimeOffset AddedAt);
