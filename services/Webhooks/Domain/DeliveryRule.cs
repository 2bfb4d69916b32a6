namespace Hitl.Webhooks.Domain;

/// <summary>How a delivery is tried, and what counts as taken.</summary>
internal enum DeliveryRule
{
    /// <summary>Any 2xx; the schedule of the Standard Webhooks specification.</summary>
    Standard,

    /// <summary>Any 2xx; one try. Whoever tries out a URL looks at the answer, and corrects it.</summary>
    Once,

    /// <summary>200 alone; 20 tries in 24 hours: Scale's document, "Callbacks".</summary>
    Scale,

    /// <summary>Any 2xx; 5 tries within an hour: WorkersAI's document.</summary>
    Brief,
}
