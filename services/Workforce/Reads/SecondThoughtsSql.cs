namespace Hitl.Workforce.Reads;

/// <summary>What an annotator may still change of an assignment <c>a</c> of a job <c>j</c> in a project <c>r</c>, at <c>@Now</c>; as Assignment decides.</summary>
internal static class SecondThoughtsSql
{
    private const string IsGoingOn = "j.state = 'open' AND j.round = a.round AND j.expires_at > @Now";

    public const string CanUndoUntil = $"""
        CASE WHEN a.undo_until > @Now AND {IsGoingOn} AND (a.state = 'skipped' OR (a.state = 'submitted' AND j.settle_at IS NOT NULL))
             THEN a.undo_until END
        """;

    public const string CanCorrect = $"""
        (a.state = 'submitted' AND {IsGoingOn} AND coalesce((r.settings ->> 'allows_corrections')::boolean, false))
        """;
}
