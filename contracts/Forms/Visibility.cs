using System.Text.Json;

namespace Hitl.Forms;

/// <summary>Goes through a form in order and tells which fields are asked, given what was answered before.</summary>
internal sealed class Visibility(Form form)
{
    private readonly Dictionary<string, JsonElement> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public void Answer(Field field, JsonElement answer) => _answers[field.Name] = answer;

    /// <summary>Whether <paramref name="field"/> is asked. What waits for a hidden field is hidden too.</summary>
    public bool Decide(Field field)
    {
        if (field.VisibleIf is not { } condition) return true;
        var isMet = !_hidden.Contains(condition.Field)
            && _answers.TryGetValue(condition.Field, out var answer)
            && form.Find(condition.Field) is { } asked
            && condition.Values.Any(value => asked.Is(answer, value));
        if (!isMet) _hidden.Add(field.Name);
        return isMet;
    }
}
