namespace Hitl.Workforce.Domain;

/// <summary>Where a review stands. Only <see cref="Held"/> can be worked on.</summary>
internal enum ReviewState
{
    /// <summary>It waits for a reviewer.</summary>
    Open,

    /// <summary>A reviewer has it. A lease that ran out lets others take it; until somebody does, its reviewer can go on.</summary>
    Held,

    /// <summary>The reviewer found the result right; final.</summary>
    Accepted,

    /// <summary>The reviewer put a better result in its place; final.</summary>
    Fixed,

    /// <summary>The reviewer sent submissions back; final. What comes in their place is reviewed anew.</summary>
    Returned,

    /// <summary>The job ended, or began anew, before anybody decided; final.</summary>
    Closed,
}
