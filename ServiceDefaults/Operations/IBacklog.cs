using Hitl.Contracts.Operations;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>Something of a service's tables that operators watch: register one for each as a singleton.</summary>
public interface IBacklog
{
    /// <summary>Nobody reads further; counting on would cost the more the worse things stand.</summary>
    public const int CountMax = 10_000;

    /// <summary>Reads how much waits now.</summary>
    Task<BacklogFigures> ReadAsync(CancellationToken ct);
}
