namespace Hitl.Projects.Api;

internal sealed record AuditResponse
{
    public Guid Id { get; init; }

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Path { get; init; } = "";

    public string RequestId { get; init; } = "";

    public DateTimeOffset Date { get; init; }
}
