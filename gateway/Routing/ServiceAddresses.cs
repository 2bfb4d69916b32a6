namespace Hitl.Gateway.Routing;

/// <summary>Where the services are: configuration <c>services:NAME:http:0</c>, <c>:1</c>, one for each replica that has its own.</summary>
internal static class ServiceAddresses
{
    public static IReadOnlyList<Uri> Of(IConfiguration configuration, string service)
    {
        var section = configuration.GetSection($"services:{service}:http");
        Uri[] addresses = [.. section.GetChildren().Where(child => !string.IsNullOrEmpty(child.Value)).Select(child => new Uri(child.Value!))];
        return addresses.Length > 0
            ? addresses
            : throw new InvalidOperationException($"{section.Path}:0 is not set. Start the system with ./hitl up.");
    }
}
