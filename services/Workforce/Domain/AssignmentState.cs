namespace Hitl.Workforce.Domain;

/// <summary>Where an assignment stands. Only <see cref="Held"/> can be worked on.</summary>
internal enum AssignmentState
{
    /// <summary>The annotator has the place. Entered by claiming; left in every way below.</summary>
    Held,

    /// <summary>The lease ran out and somebody else took the place. Claiming the job again leads back to <see cref="Held"/>.</summary>
    Lapsed,

    /// <summary>Answered; final.</summary>
    Submitted,

    /// <summary>The annotator did not want it and is never offered it again; final.</summary>
    Skipped,

    /// <summary>The annotator gave it back. Claiming the job again leads back to <see cref="Held"/>.</summary>
    Released,

    /// <summary>The annotator said that the job cannot be done; final.</summary>
    Reported,

    /// <summary>The job ended, or began anew, while it was held; final.</summary>
    Ended,
}
