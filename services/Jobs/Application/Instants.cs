namespace Hitl.Jobs.Application;

/// <summary>PostgreSQL keeps microseconds: what is published must be what is read back.</summary>
internal static class Instants
{
    public static DateTimeOffset GetInstant(this TimeProvider time) => time.GetUtcNow().ToInstant();

    public static DateTimeOffset ToInstant(this DateTimeOffset value) =>
        new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
