using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Collects the model of an application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Environment variables and the command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the application host's project.</summary>
    string AppHostDirectory { get; }

    /// <summary>Development, unless DOTNET_ENVIRONMENT or <c>--environment</c> says otherwise.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Adds a resource to the model.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>The application of this model.</summary>
    DistributedApplication Build();
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<Resource> _resources = [];

    public DistributedApplicationBuilder(string[] args, Assembly appHost)
    {
        Configuration.AddEnvironmentVariables().AddCommandLine(args);
        AppHostDirectory = Path.GetDirectoryName(ProjectPathOf(appHost)) ?? throw new InvalidOperationException("The application host has no folder.");
        Environment = new AppHostEnvironment
        {
            ApplicationName = appHost.GetName().Name ?? "AppHost",
            ContentRootPath = AppHostDirectory,
            EnvironmentName = Configuration["environment"] ?? Configuration["DOTNET_ENVIRONMENT"] ?? Environments.Development,
        };
    }

    public ConfigurationManager Configuration { get; } = new();

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (resource is not Resource ours) throw new ArgumentException($"{resource.Name} is not a resource of this engine.", nameof(resource));
        if (_resources.Exists(other => string.Equals(other.Name, ours.Name, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidOperationException($"There is a resource named {ours.Name} already.");
        _resources.Add(ours);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => new(new Orchestrator(_resources, EngineOptions.From(this)));

    // Written by LocalEngine.targets, under the name that Aspire gives it.
    private static string ProjectPathOf(Assembly appHost) =>
        appHost.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "apphostprojectpath")?.Value
        ?? throw new InvalidOperationException($"{appHost.GetName().Name} does not import LocalEngine.targets.");

    private sealed class AppHostEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public required string ApplicationName { get; set; }

        public required string ContentRootPath { get; set; }

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
