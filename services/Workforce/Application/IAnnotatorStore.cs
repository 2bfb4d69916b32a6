using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Keeps annotators, inside the unit of work.</summary>
internal interface IAnnotatorStore
{
    /// <summary>False when the e-mail address is taken.</summary>
    Task<bool> TryAddAsync(Annotator annotator, CancellationToken ct);

    /// <summary>The annotator, held until the unit of work ends, so that no session and no claim begins meanwhile.</summary>
    Task<Annotator?> HoldAsync(Guid annotatorId, CancellationToken ct);

    Task SaveAsync(Annotator annotator, CancellationToken ct);

    /// <summary>Gives back every place that the annotator holds.</summary>
    Task ReleaseWorkAsync(Guid annotatorId, DateTimeOffset now, CancellationToken ct);
}
