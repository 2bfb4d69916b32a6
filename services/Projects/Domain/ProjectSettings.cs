using System.Collections;

namespace Hitl.Projects.Domain;

/// <summary>What turns submissions into the result.</summary>
internal enum CompletionRule
{
    First,
    Agreement,
    Review,
}

/// <summary>Who gets returned work.</summary>
internal enum ReturnTo
{
    Author,
    Another,
}

/// <summary>How the work of a project is done. Compares by value, so that setting what is so already changes nothing.</summary>
internal sealed record ProjectSettings
{
    public const int LeaseMinutesMin = 1;
    public const int LeaseMinutesMax = 1440;
    public const int SubmissionsMax = 50;
    public const int UndoSecondsMax = 600;
    public const int TeamsMax = 100;

    /// <summary>Minutes for which an annotator holds a job without a sign of life.</summary>
    public int LeaseMinutes { get; init; } = 30;

    /// <summary>Answers that each job wants at first.</summary>
    public int Submissions { get; init; } = 1;

    public CompletionRule CompletionRule { get; init; } = CompletionRule.First;

    public AgreementSettings Agreement { get; init; } = new();

    public ReviewSettings Review { get; init; } = new();

    /// <summary>Seconds in which a submission may be taken back.</summary>
    public int UndoSeconds { get; init; }

    public bool AllowsCorrections { get; init; }

    public bool AllowsSkipping { get; init; } = true;

    public bool AsksSecondOpinion { get; init; }

    public bool AllowsFallback { get; init; }

    /// <summary>The teams that the project is given to; none: everybody who may work on it.</summary>
    public TeamSet Teams { get; init; } = TeamSet.None;
}

/// <summary>When several submissions agree.</summary>
internal sealed record AgreementSettings
{
    public const int SubmissionsMaxDefault = 5;

    /// <summary>The share of submissions that must agree on each field.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>Intersection over union from which two marks are the same.</summary>
    public double Iou { get; init; } = 0.5;

    /// <summary>How many people are asked at most.</summary>
    public int SubmissionsMax { get; init; } = SubmissionsMaxDefault;
}

/// <summary>How reviewers look at submissions.</summary>
internal sealed record ReviewSettings
{
    public const int StagesMax = 5;

    /// <summary>Reviewers who must accept one after the other.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>The share of jobs that is reviewed.</summary>
    public double SampleRate { get; init; } = 1;

    public ReturnTo ReturnTo { get; init; } = ReturnTo.Author;
}

/// <summary>Some teams, in no order that means anything: two sets of the same teams are equal.</summary>
internal sealed class TeamSet : IReadOnlyList<Guid>, IEquatable<TeamSet>
{
    public static readonly TeamSet None = new([]);

    private readonly Guid[] _ids;

    private TeamSet(Guid[] ids) => _ids = ids;

    public int Count => _ids.Length;

    public Guid this[int index] => _ids[index];

    public static TeamSet Of(IEnumerable<Guid> ids) => new([.. ids.Distinct().Order()]);

    public bool Equals(TeamSet? other) => other is not null && _ids.AsSpan().SequenceEqual(other._ids);

    public override bool Equals(object? obj) => Equals(obj as TeamSet);

    public override int GetHashCode() => _ids.Aggregate(0, HashCode.Combine);

    public IEnumerator<Guid> GetEnumerator() => _ids.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
