namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>
/// What holds where a result is counted or measured. Not of marks: those are matched anew with every answer, and one more may tear a
/// chain of near marks apart.
/// </summary>
[TestFixtureSource(typeof(Kind), nameof(Kind.WithoutMarks))]
internal sealed class SupportingTheResult(Kind kind)
{
    [Test]
    public void One_more_who_answers_like_the_result_never_lowers_its_support() => Property.Check(
        kind.Answers,
        answers =>
        {
            var merged = kind.Merge.Combine(answers);
            return kind.Merge.Combine([.. answers, merged.Value]).Support >= merged.Support;
        });
}
