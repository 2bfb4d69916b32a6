namespace Hitl.Architecture.Tests.Rules;

/// <summary>
/// Domain &lt;- Application &lt;- Infrastructure and Api; Reads stand beside them, between SQL and the responses. A layer is the namespace below the service's own,
/// or below that of a part of the service, which then has layers of its own. Parts name the service, and never each other.
/// </summary>
internal static class Layers
{
    private static readonly string[] Technology = ["Npgsql", "Dapper", "MassTransit", "RabbitMQ", "Microsoft.AspNetCore", "Yarp", "System.Data"];
    private static readonly string[] Storage = ["Npgsql", "Dapper", "MassTransit", "RabbitMQ", "System.Data"];

    private static readonly string[] Names = ["Domain", "Application", "Infrastructure", "Reads", "Api"];

    public static IEnumerable<string> Broken(IEnumerable<TypeUse> uses, string service) =>
        uses.Where(use => !IsAllowed(LayerOf(use.User, service), use.Used, service) || !IsOfSamePart(PartOf(use.User, service), use.Used, service))
            .Select(use => $"{use.User} names {use.Used}")
            .Order(StringComparer.Ordinal);

    private static bool IsAllowed(string? layer, string used, string service) => layer switch
    {
        "Domain" => IsIn(used, "System") && !Technology.Any(space => IsIn(used, space))
            || LayerOf(used, service) is "Domain"
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

    /// <summary>What stands outside of the layers puts the parts together: it names them all.</summary>
    private static bool IsOfSamePart(string? part, string used, string service) => part is null || PartOf(used, service) is not { } other || other == part;

    /// <summary>Null for what stands in no layer: the registration, and all that is not this service's.</summary>
    private static string? LayerOf(string type, string service) => SpacesOf(type, service) switch
    {
        [var layer, ..] when Names.Contains(layer, StringComparer.Ordinal) => layer,
        [_, var layer, ..] when Names.Contains(layer, StringComparer.Ordinal) => layer,
        _ => null,
    };

    /// <summary>Null for what belongs to the whole service.</summary>
    private static string? PartOf(string type, string service) =>
        SpacesOf(type, service) is [var part, ..] && !Names.Contains(part, StringComparer.Ordinal) ? part : null;

    /// <summary>The namespaces below the service's own.</summary>
    private static string[] SpacesOf(string type, string service) => IsIn(type, service) ? type[(service.Length + 1)..].Split('.')[..^1] : [];

    /// <summary>Such as the class behind constant arrays; it has no namespace, or is embedded for the compiler's own use.</summary>
    private static bool IsMadeByTheCompiler(string type) => !type.Contains('.', StringComparison.Ordinal) || IsIn(type, "Microsoft.CodeAnalysis");

    private static bool IsIn(string type, string space) =>
        type.StartsWith(space, StringComparison.Ordinal) && type.Length > space.Length && type[space.Length] == '.';
}
