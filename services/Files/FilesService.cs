using FluentValidation;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Files.Api;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.Files.Infrastructure.Disk;
using Hitl.Files.Infrastructure.Media;
using Hitl.Files.Infrastructure.Messaging;
using Hitl.Files.Infrastructure.Postgres;
using Hitl.Files.Infrastructure.Workers;
using Hitl.Files.Reads;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.Files;

/// <summary>Marks the assembly of the service that fetches, keeps and hands out files.</summary>
public sealed class FilesService;

internal static class FilesRegistration
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOutboundHttp();
        services.AddSingleton<DownloadGates>();
        services.AddSingleton<FileFetcher>();
        services.AddSingleton<AttachmentFetcher>();
        services.AddSingleton<MediaMeasure>();
        services.AddSingleton<ReferenceSource>();
        services.AddSingleton<ReferenceChecker>();
        services.AddSingleton<OpenReference>();
        services.AddTransient<Tools>(); // Turns of their own for each user: no order waits for somebody who listens.
        services.AddSingleton<ContentPaths>();
        services.AddSingleton<IWaveformStore, DiskWaveformStore>();
        services.AddSingleton<IListener, Listener>();
        services.AddSingleton<ReadWaveform>();
        services.AddSingleton<IMediaProbe, MediaProbe>();
        services.AddSingleton<ReadableFiles>();
        services.AddSingleton<OwnFiles>();
        services.AddSingleton<FetchFilesHandler>();
        services.AddSingleton<CleanUpHandler>();
        services.AddSingleton(provider => new OwnFileUrls(provider.GetRequiredService<IOptions<PublicOptions>>().Value.PublicUrl));
        services.AddSingleton<IFileStore, PostgresFileStore>();
        services.AddSingleton<IBlobStore, DiskBlobStore>();
        services.AddSingleton<ISpool, DiskSpool>();
        services.AddSingleton<FileReads>();
        services.AddScoped<KeepFiles>();
        services.AddSingleton<Janitor>();
        services.AddHostedService(provider => provider.GetRequiredService<Janitor>());
        services.AddSingleton<IValidator<FetchFiles>, FetchFilesValidator>();
        services.AddHealthChecks().AddCheck<DiskHealth>("storage", tags: ["ready"]).AddCheck<MediaToolsHealth>("media", tags: ["ready"]);
        builder.AddMessaging("files", events => events
            .Handle<JobCreated, KeepFilesOfJobs>()
            .Handle<ProjectChanged, KeepFilesOfProjects>());
    }

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapFetchEndpoints();
        app.MapFileEndpoints();
    }
}
