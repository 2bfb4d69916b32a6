using System.Security.Cryptography;
using System.Text;

namespace Hitl.Workforce.Domain;

/// <summary>
/// A queue of its own, whose places are offered to the same people: all who work on a project, a team, or the people whom the client
/// named. Its id is made from what it is, so that whoever hears of it first makes the same.
/// </summary>
internal sealed record Lane
{
    private Lane(Guid id, Guid projectId) => (Id, ProjectId) = (id, projectId);

    public Guid Id { get; }

    public Guid ProjectId { get; }

    public Guid? TeamId { get; private init; }

    /// <summary>E-mail addresses in lower case; empty where a lane is not for named people.</summary>
    public IReadOnlyList<string> Assignees { get; private init; } = [];

    /// <summary>Whether everybody who works on the project is offered its places.</summary>
    public bool IsGeneral => Id == ProjectId;

    /// <summary>Named people go before a team: they are the narrower wish.</summary>
    public static Lane Of(Guid projectId, Guid? teamId, IReadOnlyList<string> assignees)
    {
        if (assignees.Count > 0)
        {
            var people = assignees.Select(email => email.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            return new Lane(IdOf($"{projectId} people {string.Join('\n', people)}"), projectId) { Assignees = people };
        }

        return teamId is { } team
            ? new Lane(IdOf($"{projectId} team {team}"), projectId) { TeamId = team }
            : new Lane(projectId, projectId);
    }

    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
