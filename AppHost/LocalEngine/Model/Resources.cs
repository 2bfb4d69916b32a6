namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named part of the application.</summary>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    internal List<EnvironmentAnnotation> Environment { get; } = [];

    internal List<ConnectionReference> Connections { get; } = [];

    internal List<ProjectResource> Services { get; } = [];

    internal List<IResource> WaitsFor { get; } = [];
}

/// <summary>A .NET project that runs as one or more processes.</summary>
public sealed class ProjectResource(string name, string projectPath)
    : Resource(name), IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithProbes, IResourceWithWaitSupport
{
    internal string ProjectPath { get; } = projectPath;

    internal HttpEndpoint? Endpoint { get; set; }

    internal List<HttpProbe> Probes { get; } = [];

    internal int Replicas { get; set; } = 1;
}

/// <summary>A PostgreSQL server.</summary>
public sealed class PostgresServerResource(string name) : Resource(name), IResourceWithConnectionString;

/// <summary>A database on a PostgreSQL server.</summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent) : Resource(name), IResourceWithConnectionString
{
    /// <summary>The server that it is on.</summary>
    public PostgresServerResource Parent { get; } = parent;

    /// <summary>Its name on the server.</summary>
    public string DatabaseName { get; } = databaseName;
}

/// <summary>A RabbitMQ broker.</summary>
public sealed class RabbitMQServerResource(string name) : Resource(name), IResourceWithConnectionString;

/// <summary>A value from outside the model.</summary>
public sealed class ParameterResource(string name, ParameterDefault @default, bool secret) : Resource(name)
{
    /// <summary>Never shown and never logged.</summary>
    public bool Secret { get; } = secret;

    internal ParameterDefault Default { get; } = @default;
}

/// <summary>The value of a parameter that nobody gave.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value.</summary>
    public abstract string GetDefaultValue();
}
