using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Hitl.Forms.Reading;

/// <summary>What may be a name, a key, a colour.</summary>
internal static partial class Names
{
    public const string FieldRule = "must be 1 to 100 letters, digits, _ and -, and begin with a letter or _.";

    public const string KeyRule = "must be 1 to 200 characters without control characters, and no word that JavaScript keeps for itself.";

    public const string HotkeyRule = "must be a key such as a, 7, f2 or ctrl+enter, lower case.";

    public const string ColourRule = "must be #rgb, #rrggbb or a colour's name.";

    private const int FieldLengthMax = 100;

    /// <summary>An object with such a member is something else than it seems, once a browser has it.</summary>
    private static readonly FrozenSet<string> KeptByJavaScript = FrozenSet.Create(StringComparer.Ordinal, "__proto__", "constructor", "prototype");

    public static bool IsField(string text) =>
        text.Length is > 0 and <= FieldLengthMax
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(character => char.IsLetterOrDigit(character) || character is '_' or '-')
        && !KeptByJavaScript.Contains(text);

    public static bool IsKey(string text) =>
        !JsonValues.IsBlank(text) && JsonValues.LengthOf(text) <= FormLimits.NameLengthMax && JsonValues.IsPrintable(text) && !KeptByJavaScript.Contains(text);

    public static bool IsHotkey(string text) => Hotkey().IsMatch(text);

    public static bool IsColour(string text) => Colour().IsMatch(text);

    [GeneratedRegex(@"\A((ctrl|alt|shift|meta)\+){0,3}([a-z0-9]|f[1-9]|f1[0-2]|enter|space|tab|up|down|left|right)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hotkey();

    [GeneratedRegex(@"\A(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|[a-zA-Z]{3,30})\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
