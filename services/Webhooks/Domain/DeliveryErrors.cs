using Hitl.ServiceDefaults.Results;

namespace Hitl.Webhooks.Domain;

/// <summary>Every refusal of this service that is not about a request's form.</summary>
internal static class DeliveryErrors
{
    public static readonly Error NotFound = new(ErrorKind.NotFound, "not_found", "There is no such delivery.");

    public static readonly Error BeingSent = new(
        ErrorKind.Conflict, "delivery_being_sent", "This delivery is being sent right now. Look at its newest attempt, then send it again.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static readonly Error NoSuchSubscription = new(ErrorKind.NotFound, "subscription_not_found", "There is no such subscription.");

    public static readonly Error TooManySubscriptions = new(
        ErrorKind.Conflict, "subscription_limit_reached", $"An account has at most {Subscription.PerAccountMax} subscriptions. Delete one first.");

    /// <param name="field">Of the order.</param>
    /// <param name="message">What must hold.</param>
    public static Error Invalid(string field, string message) => new(ErrorKind.Invalid, "invalid_request", $"{field} {message}")
    {
        Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] },
    };

    /// <param name="code">The outbound guard's code.</param>
    /// <param name="message">Its sentence for the client.</param>
    public static Error UrlRefused(string code, string message) => new(ErrorKind.Unprocessable, code, message)
    {
        Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["url"] = [message] },
    };
}
