namespace Hitl.ServiceDefaults.Results;

/// <summary>What kind of refusal an <see cref="Error"/> is; each kind is one HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The request breaks a rule of form: 400.</summary>
    Invalid,

    /// <summary>The caller is not who they say they are: 401.</summary>
    Unauthenticated,

    /// <summary>The caller is known, but may not do this: 403.</summary>
    Forbidden,

    /// <summary>No such thing, or another account's: 404.</summary>
    NotFound,

    /// <summary>The state of things forbids it: 409.</summary>
    Conflict,

    /// <summary>Well-formed, but it cannot be used, such as a file URL that does not answer: 422.</summary>
    Unprocessable,

    /// <summary>Too often: 429, with <see cref="Error.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>A client's server that is needed does not do its part: 502.</summary>
    SourceFailed,

    /// <summary>A part that is needed is down: 503.</summary>
    Unavailable,
}

/// <summary>A refusal that a caller can cause; never used for bugs.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable, machine-readable, such as <c>job_ended</c>.</param>
/// <param name="Message">A sentence for people that says what to do next.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>Messages by the JSON path of the field they are about; null where no field is to blame.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>Further members of the problem by their JSON name, such as what stands in the way of a conflicting change.</summary>
    public IReadOnlyDictionary<string, object?>? Members { get; init; }

    /// <summary>When trying again makes sense; becomes <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
