namespace Hitl.LocalEngine.Servers;

/// <summary>How to run a RabbitMQ of our own.</summary>
/// <param name="DataDirectory">Where its queues, password, cookie and ports are kept; made when missing.</param>
/// <param name="Port">The AMQP port on 127.0.0.1; null takes the last one used, or a free one.</param>
/// <param name="Output">Gets every line that the server logs.</param>
public sealed record RabbitMqOptions(string DataDirectory, int? Port = null, Action<string>? Output = null);
