using System.Globalization;
using System.Text.RegularExpressions;

namespace Hitl.Forms;

/// <summary>
/// A regular expression that is safe to run on anybody's text: without look-around and back references, so that it is matched in a time
/// linear in the text, and of bounded size. It need not match the whole text: anchor it with <c>^</c> and <c>$</c>.
/// </summary>
public sealed partial class TextPattern : IEquatable<TextPattern>
{
    private const int RepetitionsMax = 10_000;
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private TextPattern(string text, Regex regex) => (Text, _regex) = (text, regex);

    /// <summary>As the form writes it.</summary>
    public string Text { get; }

    /// <summary>Null when <paramref name="text"/> cannot be used; then <paramref name="why"/> says why.</summary>
    public static TextPattern? TryParse(string text, out string why)
    {
        ArgumentNullException.ThrowIfNull(text);
        why = "";
        if (text.Length is 0 or > FormLimits.PatternLengthMax)
            why = $"must be a regular expression of 1 to {FormLimits.PatternLengthMax} characters.";
        // Counted repetitions are unrolled into states: nested in each other they multiply.
        else if (RepetitionsOf(text) > RepetitionsMax)
            why = $"repeats too much: the counts in its braces, multiplied, may be {RepetitionsMax} at the most.";
        if (why.Length > 0) return null;

        try
        {
            return new TextPattern(text, new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeOut));
        }
        catch (ArgumentException)
        {
            why = "is not a regular expression.";
        }
        catch (NotSupportedException)
        {
            why = "must do without look-around, back references and atomic groups.";
        }

        return null;
    }

    /// <summary>Whether <paramref name="answer"/> holds a match.</summary>
    public bool Matches(string answer)
    {
        try
        {
            return _regex.IsMatch(answer);
        }
        catch (RegexMatchTimeoutException)
        {
            // Linear or not, a large pattern on a long text can take its time; such a text is no sensible answer.
            return false;
        }
    }

    /// <inheritdoc />
    public bool Equals(TextPattern? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc />
    public override string ToString() => Text;

    private static double RepetitionsOf(string text)
    {
        var product = 1.0;
        foreach (Match braces in Braces().Matches(text))
        {
            var most = braces.Groups["most"].Value is { Length: > 0 } upper ? upper : braces.Groups["least"].Value;
            product *= Math.Max(1, double.Parse(most, CultureInfo.InvariantCulture));
        }

        return product;
    }

    [GeneratedRegex(@"\{(?<least>\d+)(,(?<most>\d*))?\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
