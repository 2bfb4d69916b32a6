namespace Hitl.ServiceDefaults.Http.Idempotency;

/// <summary>Section <c>Idempotency</c>.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Idempotency";

    /// <summary>How long a run that does not end holds its key; then a retry takes over. Default 2 minutes, above every request's deadline.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an answer is kept. Default 24 hours.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(24);
}
