namespace Hitl.Jobs.Domain;

/// <summary>Where a job stands. That somebody skipped it or let its lease run out is no status: the queue knows that.</summary>
internal enum JobStatus
{
    /// <summary>Entered by creation, and from <see cref="Error"/> by an administrator; left when somebody starts.</summary>
    New,

    /// <summary>Entered when the first person starts; left by the result, a problem, the client or the clock.</summary>
    Progress,

    /// <summary>Entered with the annotations, or with the default ones when the time is up; never left.</summary>
    Done,

    /// <summary>Entered when a person or an administrator reports a problem; left by an administrator who puts it back.</summary>
    Error,

    /// <summary>Entered when the client cancels; never left.</summary>
    Canceled,

    /// <summary>Entered when the time is up and there are no default annotations; never left.</summary>
    Expired,
}

/// <summary>What can happen to a job.</summary>
internal enum JobAction
{
    /// <summary>A person claims it for the first time.</summary>
    Start,

    /// <summary>Its annotations are complete.</summary>
    Complete,

    /// <summary>A person or an administrator reports a problem.</summary>
    Fail,

    /// <summary>The client no longer wants it.</summary>
    Cancel,

    /// <summary>Its time is up.</summary>
    Expire,

    /// <summary>Its time is up, and it has default annotations.</summary>
    FallBack,

    /// <summary>An administrator puts it back into the queue.</summary>
    Requeue,
}
