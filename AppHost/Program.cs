#pragma warning disable ASPIREPROBES001 // WithHttpProbe, which also becomes the probes of a cluster, is marked as for evaluation.

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;

var data = Path.GetFullPath(settings["HITL_DATA"] ?? Path.Combine("..", ".hitl"), builder.AppHostDirectory);
var port = settings.GetValue("HITL_PORT", 8080);
var publicUrl = settings["HITL_PUBLIC_URL"] ?? $"http://localhost:{port}";
var outboundAllow = settings["HITL_OUTBOUND_ALLOW"];

// Secrets: made at the first start and kept.
var signingKey = builder.AddParameter("token-signing-key", Generated(), secret: true, persist: true);
var webhookKey = builder.AddParameter("webhook-signing-key", Generated(), secret: true, persist: true);

// Servers
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var rabbit = builder.AddRabbitMQ("rabbitmq").WithDataVolume();

// Services
var files = Service<Projects.Hitl_Files>("files")
    .WithEnvironment("Files__Root", Path.Combine(data, "files"))
    .WithEnvironment("PublicUrl", publicUrl)
    .WithEnvironment("Outbound__Allow", outboundAllow);
var projects = Service<Projects.Hitl_Projects>("projects")
    .WithEnvironment("PublicUrl", publicUrl)
    .WithEnvironment("Outbound__Allow", outboundAllow)
    .WithEnvironment("Bootstrap__AdminKeyFile", Path.Combine(data, "admin-key"))
    .WithReference(files);
var jobs = Service<Projects.Hitl_Jobs>("jobs")
    .WithEnvironment("PublicUrl", publicUrl)
    .WithEnvironment("Outbound__Allow", outboundAllow)
    .WithReference(projects)
    .WithReference(files);
var webhooks = Service<Projects.Hitl_Webhooks>("webhooks")
    .WithEnvironment("Webhooks__SigningKey", webhookKey)
    .WithEnvironment("Outbound__Allow", outboundAllow)
    .WithReference(jobs);
var metrics = Service<Projects.Hitl_Metrics>("metrics");
var workforce = Service<Projects.Hitl_Workforce>("workforce")
    .WithEnvironment("PublicUrl", publicUrl)
    .WithReference(jobs)
    .WithReference(files);

var dialects = Service<Projects.Hitl_Dialects>("dialects")
    .WithReference(projects)
    .WithReference(jobs)
    .WithReference(webhooks)
    .WithReference(workforce);

var workbench = Bare<Projects.Hitl_Workbench>("workbench", port: null);

Web<Projects.Hitl_Gateway>("gateway", port)
    .WithExternalHttpEndpoints()
    .WithEnvironment("PublicUrl", publicUrl)
    .WithEnvironment("EgressIp", settings["HITL_EGRESS_IP"])
    .WithReference(projects).WaitFor(projects)
    .WithReference(jobs).WaitFor(jobs)
    .WithReference(files).WaitFor(files)
    .WithReference(webhooks).WaitFor(webhooks)
    .WithReference(metrics).WaitFor(metrics)
    .WithReference(workforce).WaitFor(workforce)
    .WithReference(dialects).WaitFor(dialects)
    .WithReference(workbench).WaitFor(workbench);

builder.Build().Run();

// Services do not wait for each other: what one asks of another it asks again until it is answered.
IResourceBuilder<ProjectResource> Service<TProject>(string name)
    where TProject : IProjectMetadata, new() => Web<TProject>(name, port: null);

IResourceBuilder<ProjectResource> Web<TProject>(string name, int? port)
    where TProject : IProjectMetadata, new()
{
    var database = postgres.AddDatabase(name + "db");
    return Bare<TProject>(name, port)
        .WithEnvironment("Auth__SigningKey", signingKey)
        .WithReference(database, connectionName: "db").WaitFor(database)
        .WithReference(rabbit).WaitFor(rabbit);
}

// What keeps nothing and hears of nothing. launchProfileName: null keeps endpoints and environment in this file, whatever a
// launchSettings.json says.
IResourceBuilder<ProjectResource> Bare<TProject>(string name, int? port)
    where TProject : IProjectMetadata, new()
{
    var project = builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint(port: port)
        .WithHttpProbe(ProbeType.Readiness, "/health")
        .WithHttpProbe(ProbeType.Liveness, "/alive")
        .WithReplicas(settings.GetValue($"Replicas:{name}", 1))
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithEnvironment("DOTNET_gcServer", "0"); // a heap for each core makes nothing faster here, and takes twice the memory

    // Under load, tracing each request would cost more than serving it: one in a hundred tells enough.
    return builder.Environment.IsDevelopment()
        ? project
        : project.WithEnvironment("OTEL_TRACES_SAMPLER", "parentbased_traceidratio").WithEnvironment("OTEL_TRACES_SAMPLER_ARG", "0.01");
}

static GenerateParameterDefault Generated() => new() { MinLength = 44, Special = false };
