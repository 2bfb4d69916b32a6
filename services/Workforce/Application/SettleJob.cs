using Hitl.Forms;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>
/// Decides what becomes of a job, behind its lock: called after each submission that counts, that was corrected or withdrawn, or whose
/// time to be withdrawn has passed.
/// </summary>
internal sealed class SettleJobHandler(ISettlementStore settlements, IFormStore forms, IReviewStore reviews, CompleteJobHandler complete)
{
    public async Task HandleAsync(Guid jobId, int round, DateTimeOffset now, CancellationToken ct)
    {
        if (await settlements.FindAsync(jobId, round, ct) is not { } job) return;

        // All of a round were asked with one form; a single answer needs none to be the result.
        var question = job.Answers.Count > 1 ? await forms.FindAsync(job.LastAssignmentId, ct) : null;
        switch (Completion.Decide(jobId, job.Rules, question?.Form, question?.Material ?? Material.None, job.Answers))
        {
            case Verdict.Done done:
                await complete.HandleAsync(new CompleteJob(jobId, job.StartedAt, done.Result, job.LastAnnotatorEmail), now, ct);
                break;
            case Verdict.AskOneMore:
                await settlements.AddPlaceAsync(jobId, now, ct);
                break;
            case Verdict.Review review:
                await reviews.OpenAsync(jobId, job.LastAssignmentId, review.Proposed, now, ct);
                break;
        }
    }
}
