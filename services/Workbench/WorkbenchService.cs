using Hitl.Workbench.Api;

namespace Hitl.Workbench;

/// <summary>Serves the web app: files that hold nothing of anybody. Who may see what, the API decides.</summary>
public sealed class WorkbenchService
{
    private WorkbenchService()
    {
    }
}

internal static class WorkbenchRegistration
{
    public static void AddWorkbench(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => AppFiles.In(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        builder.Services.AddHealthChecks().AddCheck<AppHealth>("app", tags: ["ready"]);
    }

    public static void MapWorkbench(this IEndpointRouteBuilder app) => app.MapAppEndpoints();
}
