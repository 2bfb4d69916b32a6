namespace Hitl.Workforce.Api;

/// <summary>
/// An id in a path. What is no UUID becomes the empty one, which nothing has: a malformed id gets the very answer of an unknown one.
/// </summary>
internal readonly record struct PathId(Guid Value)
{
    public static bool TryParse(string? text, out PathId id)
    {
        id = new PathId(Guid.TryParse(text, out var value) ? value : Guid.Empty);
        return true;
    }
}
