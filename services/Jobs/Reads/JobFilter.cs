using Hitl.Jobs.Domain;

namespace Hitl.Jobs.Reads;

/// <summary>Which jobs a list shows; what is null does not matter.</summary>
internal sealed record JobFilter
{
    public Guid? AccountId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? JobId { get; init; }

    /// <summary>Whether they were made with a test key.</summary>
    public bool? IsTest { get; init; }

    /// <summary>As it counts now, not as it is written.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }
}
