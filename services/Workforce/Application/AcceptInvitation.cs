using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Somebody accepts an invitation, and becomes an annotator.</summary>
/// <param name="Link">Which, and from where.</param>
/// <param name="Email">Needed unless the invitation names it.</param>
/// <param name="Name">How the person wants to be called.</param>
/// <param name="Password">As typed.</param>
internal sealed record AcceptInvitation(OpenInvitation Link, string? Email, string Name, string Password)
{
    // The generated one would print the password.
    public override string ToString() => nameof(AcceptInvitation);
}

internal sealed class AcceptInvitationHandler(
    OpenInvitationHandler door,
    IInvitationStore invitations,
    IAnnotatorStore annotators,
    ITeamStore teams,
    IPasswords passwords,
    TimeProvider time)
{
    /// <summary>The new annotator; commit the unit of work before a session is begun.</summary>
    public async Task<Result<Credentials>> HandleAsync(AcceptInvitation command, CancellationToken ct)
    {
        var opened = await door.HandleAsync(command.Link, ct);
        if (opened.Error is { } refused) return refused;

        var invitation = opened.Value;
        if ((command.Email ?? invitation.Email) is not { } email) return InvalidRequest.Of("email", "is required: the invitation names none.");
        if (!invitation.IsFor(email)) return InvalidRequest.Of("email", "must be the invited address, or be left out.");

        // Before anything is locked: it takes a while.
        var hash = await passwords.HashAsync(command.Password, ct);
        var now = time.GetUtcNow();
        var annotator = new Annotator
        {
            Id = Guid.CreateVersion7(now),
            Email = (invitation.Email ?? email).Trim(),
            Name = command.Name,
            PasswordHash = hash,
            Role = invitation.Role,
            Status = AnnotatorStatus.Active,
            Projects = invitation.Projects,
            CreatedAt = now,
        };
        if (!await invitations.TryAcceptAsync(invitation.Id, annotator.Id, now, ct)) return InvitationErrors.DoesNotHold;
        if (!await annotators.TryAddAsync(annotator, ct)) return WorkforceErrors.EmailTaken;

        // A team that was dissolved meanwhile keeps nobody out.
        await teams.SetTeamsAsync(annotator.Id, invitation.Teams, now, ct);
        return new Credentials(annotator.Id, Annotator.KeyOf(annotator.Email), annotator.Name, annotator.Role, hash);
    }
}
