using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator invites a person, whom they may know by name and address or not.</summary>
internal sealed record CreateInvitation(string? Email, string? Name, AnnotatorRole Role, TimeSpan HoldsFor)
{
    public IReadOnlyList<Guid> Projects { get; init; } = [];

    public IReadOnlyList<Guid> Teams { get; init; } = [];
}

/// <summary>An invitation with the secret of its link, which is not kept.</summary>
internal sealed record CreatedInvitation(Invitation Invitation, string Token)
{
    // The generated one would print the token.
    public override string ToString() => $"invitation {Invitation.Id}";
}

internal sealed class CreateInvitationHandler(IInvitationStore invitations, TimeProvider time)
{
    public async Task<Result<CreatedInvitation>> HandleAsync(CreateInvitation command, CancellationToken ct)
    {
        // Only so that the administrator hears of it now: what becomes of address and teams until it is accepted is decided then.
        if (command.Email is { } email && await invitations.IsTakenAsync(Annotator.KeyOf(email), ct)) return WorkforceErrors.EmailTaken;
        if (!await invitations.AreTeamsAsync(command.Teams, ct)) return TeamErrors.NoSuchTeam;

        var now = time.GetUtcNow();
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            Email = command.Email?.Trim(),
            Name = command.Name,
            Role = command.Role,
            Projects = [.. command.Projects.Distinct()],
            Teams = [.. command.Teams.Distinct()],
            CreatedAt = now,
            ExpiresAt = now + command.HoldsFor,
        };
        var token = Secret.New();
        await invitations.AddAsync(invitation, Secret.HashOf(token), ct);
        return new CreatedInvitation(invitation, token);
    }
}
