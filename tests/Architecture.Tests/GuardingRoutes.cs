using System.Reflection;
using Hitl.Architecture.Tests.Rules;
using Hitl.Dialects;
using Hitl.Files;
using Hitl.Jobs;
using Hitl.Metrics;
using Hitl.Projects;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Hitl.Webhooks;
using Hitl.Workbench;
using Hitl.Workforce;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Architecture.Tests;

internal sealed class GuardingRoutes
{
    private static readonly Dictionary<string, Func<Task<IReadOnlyList<Endpoint>>>> Started = new(StringComparer.Ordinal)
    {
        ["Dialects"] = EndpointsAsync<DialectsService>,
        ["Files"] = EndpointsAsync<FilesService>,
        ["Jobs"] = EndpointsAsync<JobsService>,
        ["Metrics"] = EndpointsAsync<MetricsService>,
        ["Projects"] = EndpointsAsync<ProjectsService>,
        ["Webhooks"] = EndpointsAsync<WebhooksService>,
        ["Workbench"] = EndpointsAsync<WorkbenchService>,
        ["Workforce"] = EndpointsAsync<WorkforceService>,
    };

    private static IReadOnlyList<string> Services => Repository.Services;

    [TestCaseSource(nameof(Services))]
    public async Task Every_route_has_a_name_and_says_whom_it_lets_in(string service)
    {
        Assert.That(Started, Does.ContainKey(service), "Name the service's marker type above.");
        var endpoints = await Started[service]();
        Assert.That(endpoints.OfType<RouteEndpoint>().Count(), Is.GreaterThan(2), "the service's routes are seen");
        Assert.That(Routes.Broken(endpoints), Is.Empty);
    }

    [TestCase("v1", "", "Files", "Jobs", "Metrics", "Projects", "Webhooks")]
    [TestCase("people", "", "Workforce")]
    [TestCase("scale", "/scale", "Dialects")]
    [TestCase("workersai", "/workersai", "Dialects")]
    [TestCase("hitl-sh", "/hitlsh", "Dialects")]
    public async Task An_OpenAPI_document_names_the_same_calls_as_its_services(string document, string prefix, params string[] services)
    {
        var calls = new HashSet<string>(StringComparer.Ordinal);
        if (document == "v1") calls.UnionWith(["GET /v1/health", "GET /v1/ip", "GET /v1/admin/operations", "GET /v1/admin/operations/live"]);
        foreach (var service in services) calls.UnionWith(DescribedRoutes.Of(await Started[service](), prefix));
        // Every service has it; it is described once.
        if (document != "v1") calls.Remove("POST /v1/admin/operations/{}/queues/{}/redrive");

        var described = DescribedRoutes.Of(await File.ReadAllTextAsync(Path.Combine(Repository.Top, $"docs/openapi/{document}.json")));

        Assert.That(described, Is.EquivalentTo(calls));
    }

    [Test]
    public void Each_OpenAPI_document_is_compared_with_services()
    {
        var compared = typeof(GuardingRoutes).GetMethod(nameof(An_OpenAPI_document_names_the_same_calls_as_its_services))!
            .GetCustomAttributes<TestCaseAttribute>().Select(test => $"{test.Arguments[0]}.json");

        var documents = Directory.GetFiles(Path.Combine(Repository.Top, "docs/openapi"), "*.json").Select(Path.GetFileName);

        Assert.That(documents, Is.EquivalentTo(compared));
    }

    [Test]
    public void A_route_without_a_name_or_a_guard_is_found()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/bare", () => "");
        app.MapGet("/unnamed", () => "").RequireAccount();
        app.MapGet("/unguarded", () => "").WithName("Unguarded");
        app.MapGet("/right", () => "").WithName("Right").RequireAccount();
        app.MapGet("/open", () => "").WithName("Open").AllowAnonymous();
        app.MapGet("/health", () => "");

        var broken = Routes.Broken(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)).ToList();

        Assert.That(broken, Is.EqualTo(new[]
        {
            "/bare has no name",
            "/bare does not say whom it lets in",
            "/unnamed has no name",
            "/unguarded does not say whom it lets in",
        }));
    }

    private static async Task<IReadOnlyList<Endpoint>> EndpointsAsync<TMarker>()
        where TMarker : class
    {
        var folder = Directory.CreateTempSubdirectory("hitl-routes-");
        var settings = Repository.Services.ToDictionary(
            service => $"services:{service.ToLowerInvariant()}:http:0", _ => "http://127.0.0.1:9", StringComparer.Ordinal);
        settings["Webhooks:SigningKey"] = ServiceHost<TMarker>.SigningKey;
        settings["Files:Root"] = folder.FullName;
        settings["Bootstrap:AdminKeyFile"] = Path.Combine(folder.FullName, "admin-key");
        try
        {
            await using var host = await ServiceHost<TMarker>.StartAsync(new ServiceHostOptions { Settings = settings });
            return [.. host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
