using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Processes;
using Npgsql;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Where the telemetry of the services goes.</summary>
internal sealed record TelemetryTarget(string Endpoint, string ApiKey);

/// <summary>What a model's references come to in this run.</summary>
internal interface IResolvedModel
{
    string ConnectionStringOf(IResourceWithConnectionString resource);

    string AddressOf(ProjectResource project);

    string ValueOf(ParameterResource parameter);
}

/// <summary>
/// The variables of one process, as Aspire sets them and in the same forms; but for the two that put query strings into traces: a
/// client's key may stand there.
/// </summary>
internal sealed class ProjectEnvironment(IResolvedModel model, TelemetryTarget? telemetry, bool isDevelopment)
{
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL"];

    // They are for the application host: servers' superusers, generated secrets, its own settings.
    private static readonly string[] PrefixesNotInherited = ["ConnectionStrings__", "Parameters__", "HITL_", "MSBUILD"];

    public Dictionary<string, string> Of(ProjectResource project, int port, string instanceId)
    {
        var variables = Inherited();
        variables["DOTNET_ROOT"] = DotNetHost.Root;
        variables["ASPNETCORE_URLS"] = $"http://localhost:{port}";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        AddTelemetry(variables, project.Name, instanceId);
        foreach (var reference in project.Connections) AddConnection(variables, reference);
        foreach (var service in project.Services) AddService(variables, service);
        foreach (var entry in project.Environment) variables[entry.Name] = entry.Parameter is null ? entry.Text! : model.ValueOf(entry.Parameter);
        return variables;
    }

    /// <summary>A name as part of a variable's name: upper case, with _ for all but letters and digits.</summary>
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length);
        if (char.IsAsciiDigit(name[0])) encoded.Append('_');
        foreach (var c in name) encoded.Append(char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        return encoded.ToString();
    }

    private static Dictionary<string, string> Inherited()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (NotInherited.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (PrefixesNotInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) continue;
            variables[name] = (string?)variable.Value ?? "";
        }
        return variables;
    }

    private void AddTelemetry(Dictionary<string, string> variables, string name, string instanceId)
    {
        variables["OTEL_SERVICE_NAME"] = name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instanceId}";
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (telemetry is not null)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry.Endpoint;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={telemetry.ApiKey}";
            // A service that stops flushes first; a dashboard that is down must not hold it up.
            variables["OTEL_EXPORTER_OTLP_TIMEOUT"] = "2000";
        }
        if (!isDevelopment) return;
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        // Aspire sets always_on, which would not let our own probes stay out.
        variables["OTEL_TRACES_SAMPLER"] = "parentbased_always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
    }

    private void AddConnection(Dictionary<string, string> variables, ConnectionReference reference)
    {
        var connectionString = model.ConnectionStringOf(reference.Source);
        variables[$"ConnectionStrings__{reference.Name}"] = connectionString;
        var parts = reference.Source is RabbitMQServerResource ? BrokerParts(connectionString) : DatabaseParts(connectionString);
        foreach (var (part, value) in parts) variables[$"{Encode(reference.Name)}_{part}"] = value;
    }

    private void AddService(Dictionary<string, string> variables, ProjectResource service)
    {
        variables[$"services__{service.Name}__http__0"] = model.AddressOf(service);
        variables[$"{Encode(service.Name)}_HTTP"] = model.AddressOf(service);
    }

    private static IEnumerable<(string Part, string Value)> DatabaseParts(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        var port = parts.Port.ToString(CultureInfo.InvariantCulture);
        var (user, password, database) = (parts.Username ?? "", parts.Password ?? "", parts.Database ?? "");
        yield return ("HOST", parts.Host ?? "");
        yield return ("PORT", port);
        yield return ("USERNAME", user);
        yield return ("PASSWORD", password);
        yield return ("URI", $"postgresql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{parts.Host}:{port}/{database}");
        yield return ("JDBCCONNECTIONSTRING", $"jdbc:postgresql://{parts.Host}:{port}/{database}");
        yield return ("DATABASENAME", database);
    }

    private static IEnumerable<(string Part, string Value)> BrokerParts(string connectionString)
    {
        var uri = new Uri(connectionString);
        var user = uri.UserInfo.Split(':', 2);
        yield return ("HOST", uri.Host);
        yield return ("PORT", (uri.Port > 0 ? uri.Port : 5672).ToString(CultureInfo.InvariantCulture));
        yield return ("USERNAME", Uri.UnescapeDataString(user[0]));
        yield return ("PASSWORD", user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "");
        yield return ("URI", connectionString);
    }
}
