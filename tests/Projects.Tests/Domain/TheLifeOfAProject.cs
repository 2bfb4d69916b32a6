using Hitl.Projects.Domain;

namespace Hitl.Projects.Tests.Domain;

internal sealed class TheLifeOfAProject
{
    // The table of services/Projects/README.md.
    private static readonly Dictionary<(ProjectStatus, ProjectMove), ProjectStatus> Legal = new()
    {
        [(ProjectStatus.New, ProjectMove.Activate)] = ProjectStatus.Active,
        [(ProjectStatus.New, ProjectMove.Deactivate)] = ProjectStatus.Inactive,
        [(ProjectStatus.Active, ProjectMove.Deactivate)] = ProjectStatus.Inactive,
        [(ProjectStatus.Inactive, ProjectMove.Activate)] = ProjectStatus.Active,
    };

    [Test, Combinatorial]
    public void Only_the_moves_of_the_table_are_legal([Values] ProjectStatus from, [Values] ProjectMove move)
    {
        var project = GivenProject(from);

        var moved = move == ProjectMove.Activate ? project.Activate() : project.Deactivate("Because");

        if (Legal.TryGetValue((from, move), out var next))
        {
            Assert.That(moved.Value.Status, Is.EqualTo(next));
            Assert.That(moved.Value.Version, Is.EqualTo(project.Version + 1));
            Assert.That(moved.Value.StatusReason, Is.EqualTo(next == ProjectStatus.Inactive ? "Because" : null));
        }
        else
        {
            Assert.That(moved.Error?.Code, Is.EqualTo("project_status_conflict"));
        }
    }

    [Test]
    public void Settings_may_change_in_every_status_and_count_as_a_change_only_when_they_differ([Values] ProjectStatus status)
    {
        var project = GivenProject(status);
        var other = new ProjectSettings { LeaseMinutes = 5 };

        var configured = project.Configure(other, null);

        Assert.That(configured.Settings, Is.EqualTo(other));
        Assert.That(configured.Version, Is.EqualTo(project.Version + 1));
        Assert.That(configured.Configure(new ProjectSettings { LeaseMinutes = 5 }, null), Is.SameAs(configured));
    }

    private static Project GivenProject(ProjectStatus status)
    {
        var file = new InstructionsFile(Guid.CreateVersion7(), "a.pdf", "application/pdf", 1);
        var project = Project.Create(Guid.CreateVersion7(), Guid.CreateVersion7(), "Cats", file, DateTimeOffset.UnixEpoch);
        return project with { Status = status, StatusReason = status == ProjectStatus.Inactive ? "Paused" : null };
    }
}
