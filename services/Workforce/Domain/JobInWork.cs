namespace Hitl.Workforce.Domain;

/// <summary>What of a job decides over the work on it.</summary>
internal sealed record JobInWork
{
    /// <summary>Between the end of the last time to undo and the job's expiry, so that its result arrives before it expires.</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(10);

    /// <summary>False once it was answered, canceled or stopped.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Grows when it is put back into the queue.</summary>
    public required int Round { get; init; }

    /// <summary>From this instant on nobody gets or finishes it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its first claim of this round.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it is decided what becomes of it, as long as somebody may take a submission back; null when nothing waits.</summary>
    public DateTimeOffset? SettlesAt { get; init; }

    /// <summary>How long its project lets an annotator hold it without a sign of life.</summary>
    public required TimeSpan LeaseLength { get; init; }

    public required ProjectRules Rules { get; init; }

    /// <summary>No lease outlasts the job.</summary>
    public DateTimeOffset LeaseFrom(DateTimeOffset now) => Earlier(now + LeaseLength, ExpiresAt);

    /// <summary>Until when something that was done now can be taken back; null when it cannot.</summary>
    public DateTimeOffset? UndoUntil(DateTimeOffset now)
    {
        var latest = ExpiresAt - now > SettlingTime ? ExpiresAt - SettlingTime : now;
        var until = Earlier(now + Rules.UndoTime, latest);
        return until > now ? until : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
