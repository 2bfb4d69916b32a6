using System.Globalization;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Reads the parameters of a list, one by one. A parameter without a value counts as none; what nobody knows does not matter.</summary>
internal abstract class ListQuery(IQueryCollection query)
{
    private readonly List<string> _faults = [];

    /// <summary>Null when all is well.</summary>
    protected string? Faults => _faults.Count == 0 ? null : string.Join(' ', _faults);

    protected void Refuse(string fault) => _faults.Add(fault);

    protected string? Text(string name) => query[name].LastOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary><c>tags=a&amp;tags=b</c>, and with brackets.</summary>
    protected List<string> Texts(string name) =>
        [.. query.Where(pair => pair.Key == name || pair.Key == name + "[]").SelectMany(pair => pair.Value).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];

    /// <summary>As Python and JSON write it.</summary>
    protected bool Flag(string name) => Text(name) is "true" or "True" or "1";

    protected int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Refuse($"{name} must be an integer from {min} to {max}.");
        return null;
    }

    /// <summary>Tasks show their times in milliseconds: whoever sends one back means that whole millisecond, at both ends.</summary>
    protected DateTimeOffset? From(string name) =>
        Instant(name) is { } instant ? new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    protected DateTimeOffset? Until(string name) => From(name)?.AddMilliseconds(1);

    private DateTimeOffset? Instant(string name)
    {
        // A plus that was not encoded arrives as a space.
        if (Text(name) is not { } text) return null;
        var digits = text.AsSpan().TrimStart();
        if (digits.Length > 4 && digits[4] == '-' && !digits[..4].ContainsAnyExceptInRange('0', '9')
            && DateTimeOffset.TryParse(WithPlus(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            && instant.Year is > 1 and < 9999)
            return instant;

        Refuse($"{name} must be an ISO 8601 date and time.");
        return null;
    }

    /// <summary>"... 02:00" behind a time is a zone whose plus was lost.</summary>
    private static string WithPlus(string text) =>
        text.Length > 16 && text[^6] == ' ' && text[^3] == ':' && text.AsSpan(11, text.Length - 17).Contains(':') ? $"{text[..^6]}+{text[^5..]}" : text;
}
