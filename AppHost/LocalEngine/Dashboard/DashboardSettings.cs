namespace Hitl.LocalEngine.Dashboard;

/// <summary>The variables that the dashboard's program reads.</summary>
internal static class DashboardSettings
{
    public static Dictionary<string, string> Of(DashboardPorts ports, string otlpKey, string browserToken, string resourceService, string resourceServiceKey) =>
        new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://localhost:{ports.Frontend}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{ports.OtlpGrpc}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://127.0.0.1:{ports.OtlpHttp}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceServiceKey,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = browserToken,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = otlpKey,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = otlpKey,
            ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            ["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true",
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",
        };
}
