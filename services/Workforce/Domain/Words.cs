namespace Hitl.Workforce.Domain;

/// <summary>Our enums as clients and the database know them: one lower-case word each.</summary>
internal static class Words
{
    public static string Word(this Enum value) => value.ToString().ToLowerInvariant();
}
