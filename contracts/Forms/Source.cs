using System.Globalization;
using System.Text.Json;

namespace Hitl.Forms;

/// <summary>
/// What a field shows: a path into the job's content (<c>text</c>, <c>messages[0].body</c>, <c>$</c> for all of it), or one of the
/// job's files (<c>files[0]</c>) or attachments (<c>attachments[1]</c>).
/// </summary>
public sealed record Source
{
    private const int StepsMax = 20;
    private const string FilesWord = "files";
    private const string AttachmentsWord = "attachments";

    private readonly (string? Name, int Index)[] _steps;

    private Source(string path, (string? Name, int Index)[] steps) => (Path, _steps) = (path, steps);

    /// <summary>As the form writes it.</summary>
    public string Path { get; }

    /// <summary>Which of the job's files it is; null when it is none.</summary>
    public int? FileIndex => IndexIn(FilesWord);

    /// <summary>Which of the job's attachments it is; null when it is none.</summary>
    public int? AttachmentIndex => IndexIn(AttachmentsWord);

    /// <summary>Null when <paramref name="path"/> is no path.</summary>
    public static Source? TryParse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length is 0 or > FormLimits.SourceLengthMax) return null;
        if (path == "$") return new Source(path, []);

        var steps = new List<(string?, int)>();
        var at = 0;
        while (at < path.Length)
        {
            if (steps.Count == StepsMax || !TryReadStep(path, ref at, steps)) return null;
        }

        return new Source(path, [.. steps]);
    }

    /// <summary>What stands there in <paramref name="content"/>; null when nothing does.</summary>
    public JsonElement? In(JsonElement content)
    {
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (!JsonValues.TryGetMember(content, name, out content)) return null;
            }
            else
            {
                if (content.ValueKind != JsonValueKind.Array || index >= content.GetArrayLength()) return null;
                content = content[index];
            }
        }

        return content;
    }

    /// <inheritdoc />
    public bool Equals(Source? other) => other is not null && string.Equals(Path, other.Path, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    /// <inheritdoc />
    public override string ToString() => Path;

    private int? IndexIn(string list) => _steps is [{ Name: { } name }, { Name: null, Index: var index }] && name == list ? index : null;

    private static bool TryReadStep(string path, ref int at, List<(string?, int)> steps)
    {
        if (path[at] == '[')
        {
            var end = path.IndexOf(']', at);
            if (end < 0 || !int.TryParse(path.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
            steps.Add((null, index));
            at = end + 1;
            return true;
        }

        if (path[at] == '.' && steps.Count == 0) return false;
        if (path[at] == '.') at++;
        else if (steps.Count > 0) return false;
        var stop = path.AsSpan(at).IndexOfAny('.', '[', ']');
        var name = stop < 0 ? path[at..] : path.Substring(at, stop);
        if (name.Length == 0 || !JsonValues.IsPrintable(name)) return false;
        steps.Add((name, 0));
        at += name.Length;
        return true;
    }
}
