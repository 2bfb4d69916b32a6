namespace Hitl.Workforce.Domain;

/// <summary>What a person may do.</summary>
internal enum AnnotatorRole
{
    /// <summary>Does jobs.</summary>
    Annotator,

    /// <summary>Does jobs, and judges what others submitted.</summary>
    Reviewer,

    /// <summary>Does jobs, reviews, and administrates the system.</summary>
    Administrator,
}

/// <summary>Whether a person may sign in.</summary>
internal enum AnnotatorStatus
{
    /// <summary>May sign in and work.</summary>
    Active,

    /// <summary>May not sign in; sessions are over and held jobs have gone back.</summary>
    Inactive,
}

/// <summary>A person who labels.</summary>
internal sealed record Annotator
{
    public const int NameLengthMax = 200;
    public const int PasswordLengthMin = 12;
    public const int PasswordLengthMax = 256;
    public const int ProjectsMax = 1000;
    public const int TeamsMax = 100;
    public const int JobsPerDayMax = 100_000;

    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>Never the password itself.</summary>
    public required string PasswordHash { get; init; }

    public required AnnotatorRole Role { get; init; }

    public required AnnotatorStatus Status { get; init; }

    /// <summary>The projects the person works on; none means all.</summary>
    public required IReadOnlyList<Guid> Projects { get; init; }

    /// <summary>How many jobs the person may submit in a day of UTC; null: no limit.</summary>
    public int? JobsPerDay { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>By which e-mail addresses are compared: upper and lower case are the same person.</summary>
    public static string KeyOf(string email) => email.Trim().ToLowerInvariant();

    public bool WorksOn(Guid projectId) => Projects.Count == 0 || Projects.Contains(projectId);

    /// <summary>
    /// Whether sessions that began with <paramref name="before"/> must end: they would go on with a password, a role or a status
    /// that is no longer true.
    /// </summary>
    public bool EndsSessionsOf(Annotator before) =>
        PasswordHash != before.PasswordHash || Role != before.Role || Status != before.Status;

    // The generated one would print the password's hash.
    public override string ToString() => $"annotator {Id}";
}
