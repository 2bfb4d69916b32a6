namespace Hitl.Workforce.Domain;

/// <summary>What turns submissions into a job's result.</summary>
internal enum CompletionRule
{
    /// <summary>The one submission is the result.</summary>
    First,

    /// <summary>Several submissions, field by field; where they differ too much, more people are asked, then a reviewer.</summary>
    Agreement,

    /// <summary>A reviewer accepts, fixes or returns what was submitted.</summary>
    Review,
}

/// <summary>Who gets a job that a reviewer returns.</summary>
internal enum ReturnTo
{
    /// <summary>Whoever submitted it.</summary>
    Author,

    /// <summary>Somebody who has not submitted it yet.</summary>
    Another,
}

/// <summary>How the work of a project is done, as its administrators chose.</summary>
internal sealed record ProjectRules
{
    public required CompletionRule Completion { get; init; }

    /// <summary>Answers that each job wants at first.</summary>
    public required int Submissions { get; init; }

    /// <summary>The share of submissions that must agree on a field.</summary>
    public required double Threshold { get; init; }

    /// <summary>Intersection over union from which two shapes are the same.</summary>
    public required double Iou { get; init; }

    /// <summary>How many people are asked at most before a reviewer decides.</summary>
    public required int SubmissionsMax { get; init; }

    /// <summary>Reviewers who must accept one after the other.</summary>
    public required int ReviewStages { get; init; }

    /// <summary>The share of jobs that is reviewed.</summary>
    public required double SampleRate { get; init; }

    public required ReturnTo ReturnTo { get; init; }

    /// <summary>For so long an annotator may take a submission back, and a result waits before it leaves.</summary>
    public required TimeSpan UndoTime { get; init; }

    public required bool AllowsCorrections { get; init; }

    public required bool AllowsSkipping { get; init; }

    /// <summary>Whether a problem is shown to a second annotator before it stops the job.</summary>
    public required bool AsksSecondOpinion { get; init; }
}
