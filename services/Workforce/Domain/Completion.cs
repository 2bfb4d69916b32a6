using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Hitl.Forms;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Domain;

/// <summary>What becomes of a job whose places are all answered.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It is done.</summary>
    internal sealed record Done(JobResult Result) : Verdict;

    /// <summary>One more annotator is asked.</summary>
    internal sealed record AskOneMore : Verdict;

    /// <summary>A reviewer decides.</summary>
    internal sealed record Review(JobResult Proposed) : Verdict;
}

/// <summary>The rules by which submissions become a result.</summary>
internal static class Completion
{
    /// <summary>An agreement of two thirds reaches a threshold of two thirds, however either was rounded.</summary>
    private const double Rounding = 1e-9;

    /// <param name="jobId">Decides whether the job is in the reviewers' sample.</param>
    /// <param name="rules">What the project chose.</param>
    /// <param name="form">What was asked; null when any JSON object is an answer.</param>
    /// <param name="material">What it was asked about.</param>
    /// <param name="answers">What counts, one or more, in the order in which they came.</param>
    public static Verdict Decide(Guid jobId, ProjectRules rules, Form? form, Material material, IReadOnlyList<JsonElement> answers)
    {
        if (rules.Completion == CompletionRule.First) return new Verdict.Done(new JobResult(answers[0], null));

        var merged = answers.Count == 1 ? null : AnswerMerge.Merge(form, material, answers, rules.Iou);
        var result = merged is null ? new JobResult(answers[0], null) : JobResult.Of(merged);
        if (rules.Completion == CompletionRule.Review) return IsSampled(jobId, rules.SampleRate) ? new Verdict.Review(result) : new Verdict.Done(result);
        if (merged is null || merged.Agreement + Rounding >= rules.Threshold) return new Verdict.Done(result);
        return answers.Count < rules.SubmissionsMax ? new Verdict.AskOneMore() : new Verdict.Review(result);
    }

    /// <summary>The same for a job however often it is asked, and spread evenly over jobs.</summary>
    public static bool IsSampled(Guid jobId, double rate)
    {
        var hash = SHA256.HashData(jobId.ToByteArray(bigEndian: true));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < rate * ((double)uint.MaxValue + 1);
    }
}
