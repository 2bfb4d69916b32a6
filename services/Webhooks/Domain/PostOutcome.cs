namespace Hitl.Webhooks.Domain;

/// <summary>What came of one try.</summary>
/// <param name="Status">The receiver's HTTP status; null when it did not answer.</param>
/// <param name="Duration">From the start to the answer's head, or to the failure.</param>
/// <param name="Response">The start of the answer's body.</param>
/// <param name="Error">Why it failed, for people; null when the status says it all.</param>
/// <param name="RetryAfter">How long the receiver asked us to wait.</param>
internal sealed record PostOutcome(int? Status, TimeSpan Duration, string? Response, string? Error, TimeSpan? RetryAfter)
{
    /// <summary>Characters of the answer that the log keeps.</summary>
    public const int ResponseLengthMax = 1024;

    public bool IsAccepted => Status is >= 200 and <= 299;

    public static PostOutcome Failed(TimeSpan duration, string error) => new(null, duration, null, error, null);
}
