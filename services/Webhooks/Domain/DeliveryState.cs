namespace Hitl.Webhooks.Domain;

/// <summary>Where a delivery stands.</summary>
internal enum DeliveryState
{
    /// <summary>Waits for its first or next try, or is being sent. Entered at creation and by a resend.</summary>
    Pending,

    /// <summary>The receiver accepted it. Left only by a resend.</summary>
    Delivered,

    /// <summary>Every try of its schedule failed. Left only by a resend.</summary>
    Exhausted,

    /// <summary>A newer result of the same job took its place before it was accepted. Left only by a resend.</summary>
    Canceled,
}
