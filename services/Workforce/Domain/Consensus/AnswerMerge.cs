using System.Text.Json;
using Hitl.Forms;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>What several submissions come to.</summary>
/// <param name="Annotations">Fits the form, if each submission does.</param>
/// <param name="Fields">By name, every question that is asked along with these annotations.</param>
/// <param name="Agreement">That of the question on which they agree least.</param>
internal sealed record MergedAnswer(JsonElement Annotations, IReadOnlyDictionary<string, FieldConsensus> Fields, double Agreement);

/// <summary>Makes one answer of several, question by question; the order in which they came does not matter.</summary>
internal static class AnswerMerge
{
    /// <param name="form">Null where any JSON object is an answer: then only whole answers can be the same.</param>
    /// <param name="material">What the job shows.</param>
    /// <param name="answers">One or more; each fits the form.</param>
    /// <param name="iou">The overlap from which two marks are the same.</param>
    public static MergedAnswer Merge(Form? form, Material material, IReadOnlyList<JsonElement> answers, double iou)
    {
        if (form is null) return MergeWhole(answers);

        var asked = answers.Select(answer => (Answer: answer, Names: NamesAsked(form, answer))).ToList();
        var questions = form.Fields
            .Where(field => field.TakesAnswer)
            .Select(field => new Question(
                field.Name,
                FieldMerges.For(field, material, iou),
                [.. asked.Where(entry => entry.Names.Contains(field.Name)).Select(entry => JsonMeaning.MemberOf(entry.Answer, field.Name))]))
            .ToList();
        var merged = MergeFields(form, questions, []);
        var faults = form.Judge(merged.Annotations, material);
        if (faults.Count == 0) return merged;

        // Parts that fit alone may not fit together, such as spans that overlap: there one person's answer stands whole.
        var spoilt = questions.Where(question => faults.Any(fault => IsAbout(fault, question.Name))).ToHashSet();
        merged = MergeFields(form, questions, spoilt);
        if (form.Judge(merged.Annotations, material).Count == 0) return merged;

        var medoid = answers
            .OrderBy(answer => JsonMeaning.KeyOf(answer), StringComparer.Ordinal)
            .MaxBy(candidate => answers.Select(answer => LikenessOf(questions, candidate, answer)).Order().Sum());
        return Measure(form, questions, medoid);
    }

    private static MergedAnswer MergeWhole(IReadOnlyList<JsonElement> answers)
    {
        var whole = NominalMerge.Exact.Combine(answers.Select(answer => (JsonElement?)answer));
        var annotations = whole.Value!.Value;
        var fields = annotations.ValueKind == JsonValueKind.Object
            ? annotations.EnumerateObject().ToDictionary(member => member.Name, member => whole with { Value = member.Value }, StringComparer.Ordinal)
            : [];
        return new MergedAnswer(annotations, fields, whole.Agreement);
    }

    private static MergedAnswer MergeFields(Form form, List<Question> questions, HashSet<Question> spoilt)
    {
        var members = new List<(string Name, JsonElement Value)>();
        var fields = new Dictionary<string, FieldConsensus>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (!NamesAsked(form, JsonMeaning.ObjectOf(members)).Contains(question.Name)) continue;
            var consensus = spoilt.Contains(question) ? question.Choose() : question.Combine();
            fields[question.Name] = consensus;
            if (consensus.Value is { } value) members.Add((question.Name, value));
        }

        return Of(JsonMeaning.ObjectOf(members), fields);
    }

    private static MergedAnswer Measure(Form form, List<Question> questions, JsonElement annotations)
    {
        var asked = NamesAsked(form, annotations);
        return Of(annotations, questions
            .Where(question => asked.Contains(question.Name))
            .ToDictionary(question => question.Name, question => question.Measure(annotations), StringComparer.Ordinal));
    }

    private static HashSet<string> NamesAsked(Form form, JsonElement annotations) =>
        form.VisibleFields(annotations).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);

    private static MergedAnswer Of(JsonElement annotations, Dictionary<string, FieldConsensus> fields) =>
        new(annotations, fields, fields.Count == 0 ? 1 : fields.Values.Min(field => field.Agreement));

    private static double LikenessOf(List<Question> questions, JsonElement one, JsonElement other) =>
        questions.Sum(question => question.Merge.Likeness(JsonMeaning.MemberOf(one, question.Name), JsonMeaning.MemberOf(other, question.Name)));

    /// <summary>Paths begin with the place of the answer, then the question.</summary>
    private static bool IsAbout(FormFault fault, string name) => fault.Path.Split('.', '[', ']').Skip(1).Contains(name, StringComparer.Ordinal);

    /// <param name="Name">The field.</param>
    /// <param name="Merge">How its answers become one.</param>
    /// <param name="Answers">Of those who were asked: nobody leaves out what they do not see.</param>
    private sealed record Question(string Name, FieldMerge Merge, IReadOnlyList<JsonElement?> Answers)
    {
        public FieldConsensus Combine() => Merge.Combine(Answers);

        public FieldConsensus Choose() => Merge.Choose(Answers);

        public FieldConsensus Measure(JsonElement annotations) => Merge.Measure(JsonMeaning.MemberOf(annotations, Name), Answers);
    }
}
