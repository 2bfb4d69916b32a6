using System.Globalization;
using System.Text;

namespace Hitl.Forms.Sampling;

/// <summary>
/// Makes up text that a regular expression matches. It knows what people write in forms (classes, groups, alternatives, counts); what it
/// does not know, or gets wrong, shows in the match that its caller tries.
/// </summary>
internal sealed class PatternSample
{
    private const int TriesMax = 40;

    /// <summary>Repetitions of repetitions of repetitions would go on for ever.</summary>
    private const int AtomsMax = 20_000;
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Printable = Letters + Digits + " .,-_@/:;+#()";

    private readonly string _pattern;
    private readonly Dice _dice;
    private readonly int _moreMax;
    private readonly bool _isGreedy;
    private int _at;
    private int _atomsLeft = AtomsMax;

    private PatternSample(string pattern, Dice dice, int moreMax, bool isGreedy) =>
        (_pattern, _dice, _moreMax, _isGreedy) = (pattern, dice, moreMax, isGreedy);

    /// <summary>Null when none could be found.</summary>
    public static string? TryMake(TextPattern pattern, int lengthMin, int lengthMax, Dice dice)
    {
        for (var attempt = 0; attempt < TriesMax; attempt++)
        {
            // Every other time as long as needed, for what must be long.
            var isGreedy = attempt % 2 == 1;
            var moreMax = isGreedy ? Math.Min(AtomsMax, lengthMin - 1 + (attempt / 2)) : attempt + 2;
            if (new PatternSample(pattern.Text, dice, moreMax, isGreedy).Alternatives() is not { } made) continue;
            // An expression that is not anchored at its end also fits with something behind it.
            if (made.Length < lengthMin) made += Prose.Sentences(dice, lengthMin - made.Length, lengthMin - made.Length);
            if (JsonValues.LengthOf(made) <= lengthMax && !JsonValues.IsBlank(made) && pattern.Matches(made)) return made;
        }

        return null;
    }

    private string? Alternatives()
    {
        var made = new List<string>();
        do
        {
            if (Sequence() is not { } sequence) return null;
            made.Add(sequence);
        }
        while (Take('|'));

        return _dice.Of(made);
    }

    private string? Sequence()
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            if (Atom() is not { } first) return null;
            var end = _at;
            var times = Times();
            var after = _at;
            if (times > 0) text.Append(first);
            for (var i = 1; i < times; i++)
            {
                // The atom is made anew each time: [a-z]{3} is not three times the same letter.
                _at = start;
                if (Atom() is not { } next || _at != end) return null;
                text.Append(next);
            }

            _at = after;
        }

        return text.ToString();
    }

    private int Times()
    {
        var (least, most) = (1, 1);
        if (Take('*')) (least, most) = (0, _moreMax);
        else if (Take('+')) (least, most) = (1, 1 + _moreMax);
        else if (Take('?')) (least, most) = (0, 1);
        else if (_at < _pattern.Length && _pattern[_at] == '{' && _pattern.IndexOf('}', _at) is > 0 and var close)
        {
            var counts = _pattern[(_at + 1)..close].Split(',');
            if (int.TryParse(counts[0], CultureInfo.InvariantCulture, out least))
            {
                _at = close + 1;
                most = counts.Length == 1 ? least
                    : int.TryParse(counts[1], CultureInfo.InvariantCulture, out var upper) ? Math.Min(upper, least + _moreMax)
                    : least + _moreMax;
            }
            else
            {
                least = 1;
            }
        }

        Take('?');
        return _isGreedy ? most : _dice.Between(least, Math.Max(least, most));
    }

    private string? Atom()
    {
        if (--_atomsLeft < 0) return null;
        var character = _pattern[_at++];
        switch (character)
        {
            case '^' or '$':
                return "";
            case '.':
                return One(Printable);
            case '(':
                if (Take('?') && !SkipGroupKind()) return null;
                var inside = Alternatives();
                return Take(')') ? inside : null;
            case '[':
                return Class();
            case '\\':
                return Escape() is { } set ? One(set) : null;
            default:
                return character.ToString();
        }
    }

    private bool SkipGroupKind()
    {
        if (Take(':')) return true;
        if (!Take('<')) return false;
        var close = _pattern.IndexOf('>', _at);
        if (close < 0) return false;
        _at = close + 1;
        return true;
    }

    /// <summary>The characters behind a backslash; "" for what only looks at a place; null when it is not known.</summary>
    private string? Escape()
    {
        if (_at == _pattern.Length) return null;
        var kind = _pattern[_at++];
        return kind switch
        {
            'd' => Digits,
            'w' => Letters + Digits + "_",
            's' => " ",
            'S' or 'D' => Letters,
            'W' => " .,-",
            'b' or 'B' or 'A' or 'z' or 'Z' => "",
            't' => "\t",
            'n' => "\n",
            'r' => "\r",
            'x' => Code(2),
            'u' => Code(4),
            _ => char.IsLetterOrDigit(kind) ? null : kind.ToString(),
        };
    }

    private string? Code(int digits)
    {
        if (_at + digits > _pattern.Length) return null;
        var hex = _pattern.AsSpan(_at, digits);
        _at += digits;
        return int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) ? ((char)code).ToString() : null;
    }

    private string? Class()
    {
        var isNegated = Take('^');
        var members = new StringBuilder();
        for (var isFirst = true; _at < _pattern.Length && (isFirst || _pattern[_at] != ']'); isFirst = false)
        {
            var character = _pattern[_at++];
            if (character == '\\')
            {
                if (Escape() is not { } escaped) return null;
                members.Append(escaped);
            }
            else
            {
                members.Append(character);
            }

            if (_at + 1 >= _pattern.Length || _pattern[_at] != '-' || _pattern[_at + 1] == ']') continue;
            var last = _pattern[_at + 1];
            _at += 2;
            for (var next = character + 1; next <= last && members.Length < char.MaxValue; next++) members.Append((char)next);
        }

        if (!Take(']')) return null;
        return One(isNegated ? string.Concat(Printable.Except(members.ToString())) : members.ToString());
    }

    private string One(string set) => set.Length == 0 ? "" : set[_dice.Next(set.Length)].ToString();

    private bool Take(char expected)
    {
        if (_at >= _pattern.Length || _pattern[_at] != expected) return false;
        _at++;
        return true;
    }
}
