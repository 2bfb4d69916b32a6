namespace Hitl.Contracts.Workforce;

/// <summary>A question to Workforce: whose session is this?</summary>
/// <param name="TokenHash">SHA-256 of the cookie's value.</param>
public sealed record ResolveSession(byte[] TokenHash);

/// <summary>Whose a session is and what it may do.</summary>
public sealed record SessionFacts
{
    /// <summary>The session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The person.</summary>
    public required Guid AnnotatorId { get; init; }

    /// <summary>Whether the person administrates.</summary>
    public required bool IsAdmin { get; init; }

    /// <summary>SHA-256 of the token that unsafe requests must carry in <c>X-CSRF-Token</c>.</summary>
    public required byte[] CsrfTokenHash { get; init; }

    /// <summary>When the session ends at the latest.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Questions to Workforce.</summary>
public interface IWorkforceClient
{
    /// <summary>Null when the session is unknown or over; else it counts as used now. <c>POST /internal/sessions/resolve</c>.</summary>
    Task<SessionFacts?> ResolveSessionAsync(ResolveSession question, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Workforce does not answer.</summary>
public sealed class HttpWorkforceClient(HttpClient http) : IWorkforceClient
{
    /// <inheritdoc />
    public Task<SessionFacts?> ResolveSessionAsync(ResolveSession question, CancellationToken ct) =>
        http.PostOrNullAsync<SessionFacts>("/internal/sessions/resolve", question, ct);
}
