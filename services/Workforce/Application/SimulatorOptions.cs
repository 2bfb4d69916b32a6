using System.ComponentModel.DataAnnotations;

namespace Hitl.Workforce.Application;

/// <summary>Section <c>Simulator</c>: how test jobs are answered without people.</summary>
internal sealed class SimulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Simulator";

    /// <summary>From hearing of a test job to its end, unless its script says otherwise; it is started halfway. 0 to 1 hour, 1 second by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Each of its two halves.</summary>
    public TimeSpan Half => Delay / 2;
}
