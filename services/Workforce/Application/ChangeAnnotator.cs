using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An administrator changes what a person is called, may do and works on. Null leaves a thing as it is.</summary>
internal sealed record ChangeAnnotator(Guid AnnotatorId)
{
    public string? Name { get; init; }

    public string? Password { get; init; }

    public AnnotatorStatus? Status { get; init; }

    public AnnotatorRole? Role { get; init; }

    public IReadOnlyList<Guid>? Projects { get; init; }

    public IReadOnlyList<Guid>? Teams { get; init; }

    /// <summary>Makes the daily limit from the one that holds.</summary>
    public Func<int?, int?> JobsPerDay { get; init; } = held => held;

    // The generated one would print the password.
    public override string ToString() => $"{nameof(ChangeAnnotator)} {AnnotatorId}";
}

internal sealed class ChangeAnnotatorHandler(
    IAnnotatorStore annotators, ITeamStore teams, ISessionStore sessions, IPasswords passwords, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Annotator>> HandleAsync(ChangeAnnotator command, CancellationToken ct)
    {
        // Before the annotator is held: it takes a while.
        var hash = command.Password is { } password ? await passwords.HashAsync(password, ct) : null;
        if (await annotators.HoldAsync(command.AnnotatorId, ct) is not { } before) return WorkforceErrors.NoSuchAnnotator;

        var after = before with
        {
            Name = command.Name ?? before.Name,
            PasswordHash = hash ?? before.PasswordHash,
            Status = command.Status ?? before.Status,
            Role = command.Role ?? before.Role,
            Projects = command.Projects is { } projects ? [.. projects.Distinct()] : before.Projects,
            JobsPerDay = command.JobsPerDay(before.JobsPerDay),
        };
        await annotators.SaveAsync(after, ct);
        var now = time.GetUtcNow();
        if (command.Teams is { } wanted && !await teams.SetTeamsAsync(after.Id, wanted, now, ct)) return TeamErrors.NoSuchTeam;
        if (after.Status == AnnotatorStatus.Inactive) await annotators.ReleaseWorkAsync(after.Id, now, ct);
        if (after.EndsSessionsOf(before))
        {
            await sessions.EndAllAsync(after.Id, ct);
            events.Publish(new SessionEnded { AnnotatorId = after.Id, EndedAt = now });
        }

        return after;
    }
}
