using System.Text.Json;
using FsCheck.Fluent;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>What holds for every kind of question, whatever people answer.</summary>
[TestFixtureSource(typeof(Kind), nameof(Kind.All))]
internal sealed class MergingAnswers(Kind kind)
{
    [Test]
    public void The_order_in_which_answers_came_does_not_matter() => Property.Check(
        from answers in kind.Answers
        from shuffled in Gen.Shuffle(answers)
        select (answers, shuffled),
        given => Told(kind.Merge.Combine(given.answers)) == Told(kind.Merge.Combine(given.shuffled)));

    [Test]
    public void Equal_answers_give_that_answer_in_full_agreement() => Property.Check(
        from answer in kind.Answer
        from count in Gen.Choose(1, 6)
        select (answer, count),
        given =>
        {
            var merged = kind.Merge.Combine(Enumerable.Repeat((JsonElement?)given.answer, given.count));
            return merged.Agreement == 1 && merged.Support == given.count && merged.Of == given.count && kind.Merge.Likeness(merged.Value, given.answer) == 1;
        });

    [Test]
    public void Agreement_is_a_share_and_support_is_no_more_than_were_asked() => Property.Check(
        kind.Answers,
        answers =>
        {
            var merged = kind.Merge.Combine(answers);
            return merged.Agreement is >= 0 and <= 1 && merged.Support >= 0 && merged.Support <= merged.Of && merged.Of == answers.Length;
        });

    [Test]
    public void Likeness_is_the_same_both_ways_round_and_whole_for_the_same_answer() => Property.Check(
        from one in kind.Answer
        from other in kind.Answer
        select (one, other),
        given => kind.Merge.Likeness(given.one, given.one) == 1
            && kind.Merge.Likeness(given.one, given.other) == kind.Merge.Likeness(given.other, given.one)
            && kind.Merge.Likeness(given.one, given.other) is >= 0 and <= 1);

    [Test]
    public void Combining_chosen_answers_gives_one_that_somebody_gave() => Property.Check(
        kind.Answers,
        answers => answers.Any(answer => JsonMeaning.KeyOf(answer) == JsonMeaning.KeyOf(kind.Merge.Choose(answers).Value)));

    private static string Told(FieldConsensus merged) => $"{merged.Value?.GetRawText()} {merged.Agreement:R} {merged.Support} {merged.Of}";
}
