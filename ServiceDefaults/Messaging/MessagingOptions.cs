namespace Hitl.ServiceDefaults.Messaging;

/// <summary>Section <c>Messaging</c>: how a service uses the broker.</summary>
public sealed class MessagingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Messaging";

    /// <summary>Begins the name of every exchange and queue, so that several systems can share one broker. Default none.</summary>
    public string? Prefix { get; set; }

    /// <summary>Queues that go a minute after the service instead of durable quorum queues; for tests of a single service. Default off.</summary>
    public bool Temporary { get; set; }
}
