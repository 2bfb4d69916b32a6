namespace Aspire.Hosting.ApplicationModel;

/// <summary>One variable of a resource: a text, or a parameter whose value is known when the resource starts.</summary>
internal sealed record EnvironmentAnnotation(string Name, string? Text, ParameterResource? Parameter);

/// <summary>The resource gets the connection string of <paramref name="Source"/> under that name.</summary>
internal sealed record ConnectionReference(IResourceWithConnectionString Source, string Name);

/// <summary>Where the resource listens; without a port, one is chosen.</summary>
internal sealed record HttpEndpoint(int? Port, bool IsExternal);

internal sealed record HttpProbe(ProbeType Type, string Path);
