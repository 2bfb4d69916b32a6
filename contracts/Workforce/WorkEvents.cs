using System.Text.Json;

namespace Hitl.Contracts.Workforce;

/// <summary>An annotator claimed a job; for a job's first claim Jobs sets its start.</summary>
public sealed record WorkStarted
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Who claimed it.</summary>
    public required Guid AnnotatorId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>A job has all the answers that its project asks for.</summary>
public sealed record WorkCompleted
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>When it was first claimed: this event may overtake <see cref="WorkStarted"/>.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last answer came in.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The result, as the client will see it.</summary>
    public required JsonElement Annotations { get; init; }

    /// <summary>
    /// Where each field's value comes from: an object by field of <c>{origin, agreement, support, of}</c>, with <c>origin</c> one of
    /// <c>annotator</c>, <c>agreement</c>, <c>reviewer</c>, <c>simulator</c>. Null when one annotator gave everything.
    /// </summary>
    public JsonElement? Origins { get; init; }

    /// <summary>The e-mail address of whoever had the last word; null for the simulator.</summary>
    public string? CompletedBy { get; init; }
}

/// <summary>How a test job ends without an answer, at its client's wish.</summary>
public enum AbandonOutcome
{
    /// <summary>As if its time were up.</summary>
    Expired,

    /// <summary>As if its client had canceled it.</summary>
    Canceled,
}

/// <summary>The simulator was told to let a test job end without an answer.</summary>
public sealed record WorkAbandoned
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>How it ends.</summary>
    public required AbandonOutcome Outcome { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AbandonedAt { get; init; }
}

/// <summary>An annotator says that a job cannot be done.</summary>
public sealed record WorkProblemReported
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>Who says so.</summary>
    public required Guid AnnotatorId { get; init; }

    /// <summary>When the job was first claimed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The annotator's words; the client sees them as the job's error.</summary>
    public required string Message { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ReportedAt { get; init; }
}

/// <summary>Sessions have ended, by sign-out, a new password or an administrator: whoever remembers them must forget them.</summary>
public sealed record SessionEnded
{
    /// <summary>Whose sessions.</summary>
    public required Guid AnnotatorId { get; init; }

    /// <summary>The one that ended; null when all of the person's ended.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
