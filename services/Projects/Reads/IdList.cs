using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Reads;

/// <summary>A parameter that names things by their ids: so that what lists of ids stand for is asked for at once.</summary>
internal static class IdList
{
    private const int Max = 1000;

    /// <summary>Null when the parameter was not sent.</summary>
    public static Result<Guid[]?> Read(string field, string? text)
    {
        if (text is null) return (Guid[]?)null;
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ids = new List<Guid>(parts.Length);
        foreach (var part in parts)
            if (Guid.TryParse(part, out var id)) ids.Add(id);
        return ids.Count < parts.Length || ids.Count > Max
            ? InvalidRequest.Of(field, $"must be at most {Max} ids (UUIDs), separated by commas.")
            : (Guid[]?)[.. ids.Distinct()];
    }
}
