using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What a model can say of its resources.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Sets a variable; null is the empty text.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment
    {
        ModelOf(builder).Environment.Add(new EnvironmentAnnotation(name, value ?? "", Parameter: null));
        return builder;
    }

    /// <summary>Sets a variable to a parameter's value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ModelOf(builder).Environment.Add(new EnvironmentAnnotation(name, Text: null, parameter.Resource));
        return builder;
    }

    /// <summary>Gives the resource the connection string of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ModelOf(builder).Connections.Add(new ConnectionReference(source.Resource, connectionName ?? source.Resource.Name));
        return builder;
    }

    /// <summary>Gives the resource the address of a service.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ModelOf(builder).Services.Add((ProjectResource)source.Resource);
        return builder;
    }

    /// <summary>Starts the resource only when the other one runs and is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(dependency);
        ModelOf(builder).WaitsFor.Add(dependency.Resource);
        return builder;
    }

    /// <summary>Lets the resource listen for HTTP; without a port, one is chosen.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null)
        where T : IResourceWithEndpoints
    {
        ProjectOf(builder).Endpoint = new HttpEndpoint(port, IsExternal: false);
        return builder;
    }

    /// <summary>Marks what the resource listens on as meant for the outside.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        var project = ProjectOf(builder);
        project.Endpoint = project.Endpoint is { } endpoint
            ? endpoint with { IsExternal = true }
            : throw new InvalidOperationException($"{project.Name} has no HTTP endpoint yet.");
        return builder;
    }

    /// <summary>The resource is healthy when all its probes answer 200.</summary>
    [Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public static IResourceBuilder<T> WithHttpProbe<T>(this IResourceBuilder<T> builder, ProbeType type, string? path = null)
        where T : IResourceWithEndpoints, IResourceWithProbes
    {
        ProjectOf(builder).Probes.Add(new HttpProbe(type, path ?? "/"));
        return builder;
    }

    private static Resource ModelOf<T>(IResourceBuilder<T> builder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource as Resource ?? throw new InvalidOperationException($"{builder.Resource.Name} is not a resource of this engine.");
    }

    private static ProjectResource ProjectOf<T>(IResourceBuilder<T> builder)
        where T : IResource =>
        ModelOf(builder) as ProjectResource ?? throw new InvalidOperationException($"{builder.Resource.Name} is not a project.");
}
