using System.Globalization;

namespace Hitl.Dialects.HitlSh.Domain;

/// <summary>HITL.sh's ids: a word for the kind of thing, and our id.</summary>
internal static class PublicId
{
    public const string Review = "rev_";
    public const string Template = "template_";
    public const string Webhook = "webhook_";
    public const string Team = "team_";

    public static string Of(string kind, Guid id) => kind + id.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Null when it is no id of that kind.</summary>
    public static Guid? Read(string kind, string? text) =>
        text is not null && text.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParseExact(text.AsSpan(kind.Length), "N", out var id) ? id : null;
}
