namespace Hitl.Architecture.Tests.Rules;

/// <summary>
/// Domain &lt;- Application &lt;- Infrastructure and Api; Reads stand beside them, between SQL and the responses. A layer is the namespace below the service's own.
/// </summary>
internal static class Layers
{
    private static readonly string[] Technology = ["Npgsql", "Dapper", "MassTransit", "RabbitMQ", "Microsoft.AspNetCore", "Yarp", "System.Data"];
    private static readonly string[] Storage = ["Npgsql", "Dapper", "MassTransit", "RabbitMQ", "System.Data"];

    public static IEnumerable<string> Broken(IEnumerable<TypeUse> uses, string service) =>
        uses.Where(use => !IsAllowed(LayerOf(use.User, service), use.Used, service))
            .Select(use => $"{use.User} names {use.Used}")
            .Order(StringComparer.Ordinal);

    private static bool IsAllowed(string? layer, string used, string service) => layer switch
    {
        "Domain" => IsIn(used, "System") && !Technology.Any(space => IsIn(used, space))
            || IsIn(used, $"{service}.Domain")
            || IsIn(used, "Hitl.ServiceDefaults.Results")
            || IsIn(used, "Hitl.Forms")
            || IsMadeByTheCompiler(used),
        "Application" => !Technology.Any(space => IsIn(used, space)) && LayerOf(used, service) is null or "Domain" or "Application",
        "Infrastructure" => LayerOf(used, service) is not "Api",
        // Reads lead from SQL to response records without a detour through the domain: they may name both ends.
        "Reads" => !IsIn(used, "MassTransit") && !IsIn(used, "RabbitMQ"),
        "Api" => !Storage.Any(space => IsIn(used, space)) && LayerOf(used, service) is not "Infrastructure",
        _ => true,
    };

    /// <summary>Null for what stands in no layer: the registration, and all that is not this service's.</summary>
    private static string? LayerOf(string type, string service)
    {
        if (!IsIn(type, service)) return null;
        var inside = type[(service.Length + 1)..].Split('.');
        return inside.Length > 1 ? inside[0] : null;
    }

    /// <summary>Such as the class behind constant arrays; it has no namespace, or is embedded for the compiler's own use.</summary>
    private static bool IsMadeByTheCompiler(string type) => !type.Contains('.', StringComparison.Ordinal) || IsIn(type, "Microsoft.CodeAnalysis");

    private static bool IsIn(string type, string space) =>
        type.StartsWith(space, StringComparison.Ordinal) && type.Length > space.Length && type[space.Length] == '.';
}
