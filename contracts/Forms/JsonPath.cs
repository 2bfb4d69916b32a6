namespace Hitl.Forms;

/// <summary>Writes places the way people write them: <c>a.b[0]</c>, and <c>a["b c"]</c> where the name is no plain word.</summary>
internal static class JsonPath
{
    public static string Member(string parent, string name)
    {
        if (!IsPlain(name)) return $"{parent}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    private static bool IsPlain(string name) =>
        name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character is '_' or '-');
}
