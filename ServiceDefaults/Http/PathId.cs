namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// An id in a path. What is no UUID becomes the empty one, which nothing has: a malformed id gets the very answer of an unknown one.
/// </summary>
/// <param name="Value">The id.</param>
public readonly record struct PathId(Guid Value)
{
    /// <summary>Called by minimal APIs for a parameter of this type; never refuses.</summary>
    public static bool TryParse(string? text, out PathId id)
    {
        id = new PathId(Guid.TryParse(text, out var value) ? value : Guid.Empty);
        return true;
    }
}
