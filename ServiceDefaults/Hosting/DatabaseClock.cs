namespace Hitl.ServiceDefaults.Hosting;

/// <summary>
/// The system's clock in whole microseconds, as PostgreSQL keeps them: an instant in an answer or an event is the same as the one
/// read back later.
/// </summary>
internal sealed class DatabaseClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
