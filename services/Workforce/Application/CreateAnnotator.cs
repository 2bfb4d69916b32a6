using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator takes a person on.</summary>
internal sealed record CreateAnnotator(string Email, string Name, string Password)
{
    public AnnotatorRole Role { get; init; } = AnnotatorRole.Annotator;

    public IReadOnlyList<Guid> Projects { get; init; } = [];

    public IReadOnlyList<Guid> Teams { get; init; } = [];

    public int? JobsPerDay { get; init; }

    // The generated one would print the password.
    public override string ToString() => nameof(CreateAnnotator);
}

internal sealed class CreateAnnotatorHandler(IAnnotatorStore annotators, ITeamStore teams, IPasswords passwords, TimeProvider time)
{
    public async Task<Result<Annotator>> HandleAsync(CreateAnnotator command, CancellationToken ct)
    {
        // Before anything is locked: it takes a while.
        var hash = await passwords.HashAsync(command.Password, ct);
        var now = time.GetUtcNow();
        var annotator = new Annotator
        {
            Id = Guid.CreateVersion7(now),
            Email = command.Email.Trim(),
            Name = command.Name,
            PasswordHash = hash,
            Role = command.Role,
            Status = AnnotatorStatus.Active,
            Projects = [.. command.Projects.Distinct()],
            JobsPerDay = command.JobsPerDay,
            CreatedAt = now,
        };
        if (!await annotators.TryAddAsync(annotator, ct)) return WorkforceErrors.EmailTaken;
        return await teams.SetTeamsAsync(annotator.Id, command.Teams, now, ct) ? annotator : TeamErrors.NoSuchTeam;
    }
}
