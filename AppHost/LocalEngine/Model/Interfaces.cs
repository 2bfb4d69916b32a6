namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A named part of the application.</summary>
    public interface IResource
    {
        /// <summary>The name, unique in the application.</summary>
        string Name { get; }
    }

    /// <summary>A resource that others reach by a connection string.</summary>
    public interface IResourceWithConnectionString : IResource;

    /// <summary>A resource that is given environment variables.</summary>
    public interface IResourceWithEnvironment : IResource;

    /// <summary>A resource that listens.</summary>
    public interface IResourceWithEndpoints : IResource;

    /// <summary>A resource whose health can be asked for.</summary>
    public interface IResourceWithProbes : IResource;

    /// <summary>A resource that can wait for others.</summary>
    public interface IResourceWithWaitSupport : IResource;

    /// <summary>Adds to what the model says of one resource.</summary>
    public interface IResourceBuilder<out T>
        where T : IResource
    {
        /// <summary>The builder of the whole application.</summary>
        IDistributedApplicationBuilder ApplicationBuilder { get; }

        /// <summary>The resource itself.</summary>
        T Resource { get; }
    }

    /// <summary>What a probe answers to the one who runs the resource.</summary>
    public enum ProbeType
    {
        /// <summary>Whether it has started.</summary>
        Startup = 0,

        /// <summary>Whether it takes work.</summary>
        Readiness = 1,

        /// <summary>Whether it lives; else it is restarted.</summary>
        Liveness = 2,
    }
}

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    /// <summary>A resource that others find by its name.</summary>
    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

    /// <summary>Where a project that the application starts lies; generated for each referenced project.</summary>
    public interface IProjectMetadata
    {
        /// <summary>Full path of the project file.</summary>
        string ProjectPath { get; }
    }
}
