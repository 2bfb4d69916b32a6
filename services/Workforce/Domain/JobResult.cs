using System.Text.Json;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Domain;

/// <summary>Who gave a value of a result.</summary>
internal enum OriginKind
{
    /// <summary>One annotator.</summary>
    Annotator,

    /// <summary>Several annotators, of whose answers one was made.</summary>
    Agreement,

    /// <summary>A reviewer.</summary>
    Reviewer,
}

/// <summary>Where one field's value comes from.</summary>
/// <param name="Origin">Who gave it.</param>
/// <param name="Agreement">How like the answers are to it; null unless answers were compared.</param>
/// <param name="Support">How many answers are it; null unless answers were compared.</param>
/// <param name="Of">How many were asked; null unless answers were compared.</param>
internal sealed record FieldOrigin(OriginKind Origin, double? Agreement, int? Support, int? Of);

/// <summary>What a job's submissions have come to so far.</summary>
/// <param name="Annotations">As the client will see them.</param>
/// <param name="Origins">By field; null when one annotator gave everything.</param>
internal sealed record JobResult(JsonElement Annotations, IReadOnlyDictionary<string, FieldOrigin>? Origins)
{
    /// <summary>Further digits of an agreement would tell nobody anything.</summary>
    private const int Digits = 4;

    public static JobResult Of(MergedAnswer merged) => new(
        merged.Annotations,
        merged.Fields.ToDictionary(
            field => field.Key,
            field => new FieldOrigin(OriginKind.Agreement, Math.Round(field.Value.Agreement, Digits), field.Value.Support, field.Value.Of),
            StringComparer.Ordinal));

    /// <summary>A reviewer puts <paramref name="annotations"/> in its place: what differs is theirs, what does not keeps its origin.</summary>
    public JobResult FixedAs(JsonElement annotations)
    {
        var names = MembersOf(Annotations).Union(MembersOf(annotations), StringComparer.Ordinal).ToList();
        var changed = names.Where(name => !IsSame(name, annotations)).ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0) return this;
        return new JobResult(annotations, names.ToDictionary(name => name, name => OriginOf(name, changed.Contains(name)), StringComparer.Ordinal));
    }

    private FieldOrigin OriginOf(string name, bool isReviewers)
    {
        if (isReviewers) return new FieldOrigin(OriginKind.Reviewer, null, null, null);
        return Origins?.GetValueOrDefault(name) ?? new FieldOrigin(OriginKind.Annotator, null, null, null);
    }

    private bool IsSame(string name, JsonElement annotations) => string.Equals(
        JsonMeaning.KeyOf(JsonMeaning.MemberOf(Annotations, name)), JsonMeaning.KeyOf(JsonMeaning.MemberOf(annotations, name)), StringComparison.Ordinal);

    private static IEnumerable<string> MembersOf(JsonElement annotations) => annotations.EnumerateObject().Select(member => member.Name);
}
