using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain;

/// <summary>
/// The parameters of a request, read one by one; what is wrong with any of them is told at once. A form sends nothing but strings: where
/// a parameter is a truth value, a number or a list, its string becomes one, and so it comes back. Nothing else changes, and what nobody
/// asked for stays.
/// </summary>
/// <param name="given">As it came.</param>
/// <param name="within">What stands before a parameter's name in a refusal, such as <c>params.</c>.</param>
/// <param name="mayLackAttachment">Whether the instruction alone may be what is asked about.</param>
internal sealed class GivenParameters(JsonObject given, string within = "", bool mayLackAttachment = false)
{
    private const int FaultsMax = 20;

    private readonly List<string> _faults = [];

    private GivenParameters(JsonObject given, string within, List<string> faults)
        : this(given, within) => _faults = faults;

    /// <summary>Null when all is well.</summary>
    public string? Faults => _faults.Count == 0 ? null : string.Join(' ', _faults.Take(FaultsMax));

    /// <summary>A parameter without a value counts as none.</summary>
    public bool Has(string name) => given.TryGetPropertyValue(name, out var value) && value is not null && TextOf(value) != "";

    /// <summary>Whether there is none, and none is needed.</summary>
    public bool LacksAttachment => mayLackAttachment && !Has("attachment") && !Has("attachment_type");

    /// <summary>The members of an object in these; what is wrong with them is told with the rest.</summary>
    public GivenParameters Inside(string name, JsonObject members) => new(members, $"{within}{name}.", _faults);

    public void Refuse(string name, string message) => _faults.Add($"{within}{name} {message}");

    public string? Text(string name, int lengthMax = int.MaxValue)
    {
        if (!Has(name)) return null;
        if (TextOf(given[name]) is not { } text) Refuse(name, "must be a string.");
        else if (text.Length > lengthMax) Refuse(name, $"must have at most {lengthMax} characters.");
        else return text;
        return null;
    }

    public string RequiredText(string name, int lengthMax = int.MaxValue)
    {
        if (!Has(name) || TextOf(given[name]) is { } text && string.IsNullOrWhiteSpace(text)) Refuse(name, "is required.");
        else return Text(name, lengthMax) ?? "";
        return "";
    }

    /// <summary>One of <paramref name="words"/>; <paramref name="otherwise"/> where there is none, which null makes a fault.</summary>
    public string Word(string name, IReadOnlyCollection<string> words, string? otherwise = null)
    {
        if (!Has(name) && otherwise is null) Refuse(name, $"is required: one of {string.Join(", ", words)}.");
        else if (Has(name) && (TextOf(given[name]) is not { } word || !words.Contains(word, StringComparer.Ordinal)))
            Refuse(name, words.Count == 1 ? $"must be {words.First()}." : $"must be one of {string.Join(", ", words)}.");
        else return TextOf(given[name]) ?? otherwise!;
        return otherwise ?? "";
    }

    public bool? Flag(string name)
    {
        if (!Has(name)) return null;
        bool? flag = given[name]!.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => TextOf(given[name]) switch { "true" or "True" or "1" => true, "false" or "False" or "0" => false, _ => null },
        };
        if (flag is { } known) given[name] = known;
        else Refuse(name, "must be true or false.");
        return flag;
    }

    public int? Integer(string name, int max)
    {
        if (!Has(name)) return null;
        if (ParameterValues.NumberOf(given[name]!) is { } number && number >= 0 && number <= max && decimal.IsInteger(number)) return (int)number;
        Refuse(name, $"must be an integer from 0 to {max}.");
        return null;
    }

    public decimal? SignedNumber(string name, decimal max)
    {
        if (!Has(name)) return null;
        if (ParameterValues.NumberOf(given[name]!) is { } number && Math.Abs(number) <= max) return number;
        Refuse(name, $"must be a number from -{max} to {max}.");
        return null;
    }

    /// <summary>Any list; a string that holds one, as a form may send it, becomes it. Null when there is none.</summary>
    public JsonArray? List(string name)
    {
        if (!Has(name)) return null;
        if (TextOf(given[name]) is { } text) given[name] = ParameterValues.TryParse(text) as JsonArray ?? new JsonArray(text);
        ListByIndex(name);
        return given[name] as JsonArray;
    }

    /// <summary>A number from 0; a string of digits comes back as the string it was unless a form sent it.</summary>
    public decimal? Number(string name, decimal max)
    {
        if (!Has(name)) return null;
        if (ParameterValues.NumberOf(given[name]!) is { } number && number >= 0 && number <= max) return number;
        Refuse(name, $"must be a number from 0 to {max}.");
        return null;
    }

    /// <summary>A list of strings; one alone, as a form sends a list of one, becomes a list.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="lengthMax">Characters of each at most.</param>
    /// <param name="isRequired">Whether it must be given.</param>
    /// <param name="allowsLines">Whether one may have several lines.</param>
    public IReadOnlyList<string> Texts(string name, int max, int lengthMax, bool isRequired = true, bool allowsLines = false)
    {
        if (!Has(name))
        {
            if (isRequired) Refuse(name, "is required: a list of strings.");
            return [];
        }

        if (TextOf(given[name]) is { } alone) given[name] = new JsonArray(alone);
        ListByIndex(name);
        if (given[name] is not JsonArray list || list.Any(item => TextOf(item) is null))
        {
            Refuse(name, "must be a list of strings.");
            return [];
        }

        var texts = list.Select(item => TextOf(item)!).ToList();
        if (texts.Count == 0 || texts.Count > max) Refuse(name, $"must hold 1 to {max} strings.");
        else if (allowsLines && texts.Exists(string.IsNullOrWhiteSpace)) Refuse(name, "holds an empty string.");
        else if (!allowsLines && texts.Find(text => !ParameterValues.IsLine(text, lengthMax)) is { } odd)
            Refuse(name, $"holds \"{Shorten(odd)}\": each must have 1 to {lengthMax} characters, none of them a control character.");
        return texts;
    }

    /// <summary>The same, and no string twice: what an annotator chooses among.</summary>
    public IReadOnlyList<string> Choices(string name, int max, bool isRequired = true)
    {
        var choices = Texts(name, max, TaskLimits.ChoiceLengthMax, isRequired);
        if (choices.GroupBy(choice => choice, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            Refuse(name, $"holds \"{Shorten(twice.Key)}\" twice.");
        return choices;
    }

    /// <summary>An object of strings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dictionary(string name, int max, bool isRequired)
    {
        if (Object(name) is not { } entries)
        {
            if (isRequired && !Has(name)) Refuse(name, "is required: an object whose keys name what is asked for and whose values describe it.");
            return [];
        }

        if (entries.Count is 0 || entries.Count > max) Refuse(name, $"must hold 1 to {max} entries.");
        foreach (var (key, value) in entries)
        {
            if (TextOf(value) is null) Refuse($"{name}.{Shorten(key)}", "must be a string.");
            else if (!ParameterValues.IsLine(key, TaskLimits.ChoiceLengthMax)) Refuse(name, $"has a key that is empty, too long, or has a control character: \"{Shorten(key)}\".");
        }

        return [.. entries.Select(entry => KeyValuePair.Create(entry.Key, TextOf(entry.Value) ?? ""))];
    }

    /// <summary>Any object; a string that holds one, as a form may send it, becomes it.</summary>
    public JsonObject? Object(string name)
    {
        if (!Has(name)) return null;
        if (TextOf(given[name]) is { } text && ParameterValues.TryParse(text) is JsonObject parsed) given[name] = parsed;
        if (given[name] is JsonObject value) return value;
        Refuse(name, "must be an object.");
        return null;
    }

    /// <summary>A list of objects; a string that holds one becomes it.</summary>
    public IReadOnlyList<JsonObject> Objects(string name, int max)
    {
        if (!Has(name)) return [];
        if (TextOf(given[name]) is { } text && ParameterValues.TryParse(text) is JsonArray parsed) given[name] = parsed;
        ListByIndex(name);
        if (given[name] is JsonArray list && list.Count <= max && list.All(item => item is JsonObject)) return [.. list.Cast<JsonObject>()];
        Refuse(name, $"must be a list of at most {max} objects.");
        return [];
    }

    public string? WebUrl(string name)
    {
        if (Text(name) is not { } url) return null;
        if (ParameterValues.IsWebUrl(url)) return url;
        Refuse(name, "must be an http or https URL.");
        return null;
    }

    /// <summary>Puts a default where nothing was given, so that it comes back with the rest.</summary>
    public void Default(string name, JsonNode value)
    {
        if (!Has(name)) given[name] = value;
    }

    /// <summary>Takes what stands beside <c>params</c> in a task out; what is left are the params.</summary>
    public JsonObject Without(IEnumerable<string> names)
    {
        foreach (var name in names) given.Remove(name);
        return given;
    }

    /// <summary><c>examples[0]</c>, <c>examples[1]</c>: as a form writes a list, in the order of its numbers.</summary>
    private void ListByIndex(string name)
    {
        if (given[name] is not JsonObject byIndex || !byIndex.All(entry => ParameterValues.IsIndex(entry.Key))) return;
        var items = byIndex.OrderBy(entry => int.Parse(entry.Key, CultureInfo.InvariantCulture)).Select(entry => entry.Value?.DeepClone()).ToArray();
        given[name] = new JsonArray(items);
    }

    private static string? TextOf(JsonNode? node) => ParameterValues.TextOf(node);

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "...";
}
