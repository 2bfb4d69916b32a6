using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Projects in the model.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project; its launch profiles are not read.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (launchProfileName is not null) throw new ArgumentException("This engine reads no launch profiles.", nameof(launchProfileName));
        return builder.AddResource(new ProjectResource(name, new TProject().ProjectPath));
    }

    /// <summary>Runs that many processes of the project behind one address.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Replicas = replicas;
        return builder;
    }
}

/// <summary>PostgreSQL in the model.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a server.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new PostgresServerResource(name));
    }

    /// <summary>Adds a database, which is made when the server runs.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));
    }

    /// <summary>Keeps the data when the server ends: what this engine does in any case.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder) => builder;
}

/// <summary>RabbitMQ in the model.</summary>
public static class RabbitMQBuilderExtensions
{
    /// <summary>Adds a broker.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new RabbitMQServerResource(name));
    }

    /// <summary>Keeps the data when the broker ends: what this engine does in any case.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder) => builder;
}

/// <summary>Parameters in the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value that is taken from the configuration (<c>Parameters:NAME</c>), or made once and kept.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!persist) throw new ArgumentException("This engine keeps every value that it makes.", nameof(persist));
        return builder.AddResource(new ParameterResource(name, value, secret));
    }
}
