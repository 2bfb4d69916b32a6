namespace Hitl.Contracts.Projects;

/// <summary>When a job is done: what turns submissions into the result.</summary>
public enum CompletionRule
{
    /// <summary>The one submission is the result.</summary>
    First,

    /// <summary>Several submissions, field by field; where they differ too much, more people are asked, then a reviewer.</summary>
    Agreement,

    /// <summary>A reviewer accepts, fixes or returns what was submitted.</summary>
    Review,
}

/// <summary>How the work of a project is done.</summary>
public sealed record ProjectSettings
{
    /// <summary>Minutes for which an annotator holds a job without a sign of life; 1 to 1440.</summary>
    public int LeaseMinutes { get; init; } = 30;

    /// <summary>Answers that each job wants at first; 1 to 50.</summary>
    public int Submissions { get; init; } = 1;

    /// <summary>What turns them into the result.</summary>
    public CompletionRule CompletionRule { get; init; } = CompletionRule.First;

    /// <summary>Only looked at for <see cref="CompletionRule.Agreement"/>.</summary>
    public AgreementSettings Agreement { get; init; } = new();

    /// <summary>Looked at for <see cref="CompletionRule.Review"/>, and where agreement was not reached.</summary>
    public ReviewSettings Review { get; init; } = new();

    /// <summary>Seconds in which an annotator may take a submission back; a result waits for so long before it leaves. 0 to 600; 0: at once.</summary>
    public int UndoSeconds { get; init; }

    /// <summary>Whether annotators may correct their submissions until the job's result leaves.</summary>
    public bool AllowsCorrections { get; init; }

    /// <summary>Whether annotators may skip jobs.</summary>
    public bool AllowsSkipping { get; init; } = true;

    /// <summary>Whether a problem is shown to a second annotator before it stops the job.</summary>
    public bool AsksSecondOpinion { get; init; }

    /// <summary>Whether a job that expires ends as done with its <c>default_annotations</c>, if it has any.</summary>
    public bool AllowsFallback { get; init; }

    /// <summary>The teams that the project is given to; none: everybody who may work on it.</summary>
    public IReadOnlyList<Guid> TeamIds { get; init; } = [];
}

/// <summary>When several submissions agree.</summary>
public sealed record AgreementSettings
{
    /// <summary>The share of submissions that must agree on each field; above 0, at most 1.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>Intersection over union from which two boxes, shapes or spans are the same; above 0, at most 1.</summary>
    public double Iou { get; init; } = 0.5;

    /// <summary>How many people are asked at most before a reviewer decides; at least the project's submissions, at most 50.</summary>
    public int SubmissionsMax { get; init; } = 5;
}

/// <summary>To whom a reviewer's return goes, where the reviewer does not say.</summary>
public enum ReturnTo
{
    /// <summary>Back to who submitted it.</summary>
    Author,

    /// <summary>To somebody else.</summary>
    Another,
}

/// <summary>How reviewers look at submissions.</summary>
public sealed record ReviewSettings
{
    /// <summary>Reviewers who must accept one after the other; 1 to 5.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>The share of jobs that is reviewed; 0 to 1. The others are done without.</summary>
    public double SampleRate { get; init; } = 1;

    /// <summary>Who gets returned work.</summary>
    public ReturnTo ReturnTo { get; init; } = ReturnTo.Author;
}
