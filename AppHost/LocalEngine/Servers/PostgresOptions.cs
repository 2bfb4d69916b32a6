namespace Hitl.LocalEngine.Servers;

/// <summary>How to run a PostgreSQL of our own.</summary>
/// <param name="DataDirectory">Where its data, password and port are kept; made when missing.</param>
/// <param name="Port">The port on 127.0.0.1; null takes the last one used, or a free one.</param>
/// <param name="MaxConnections">Connections of all services and tests together.</param>
/// <param name="Output">Gets every line that the server logs.</param>
public sealed record PostgresOptions(string DataDirectory, int? Port = null, int MaxConnections = 400, Action<string>? Output = null);
