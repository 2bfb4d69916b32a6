using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Infrastructure.Postgres;

namespace Hitl.Workforce.Tests.Domain;

/// <summary>Every act on every state of an assignment.</summary>
internal sealed class AssignmentMoves
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    internal enum Act
    {
        Renew,
        SaveDraft,
        Submit,
        Skip,
        Release,
        Report,
    }

    [Test]
    [Combinatorial]
    public void Only_a_held_place_can_be_worked_on([Values] AssignmentState state, [Values] Act act)
    {
        var outcome = Do(act, Given(state));

        if (state == AssignmentState.Held) Assert.That(outcome.Error, Is.Null);
        else if (IsRepeat(state, act)) Assert.That(outcome.HasValue && outcome.Value.State == state, Is.True);
        else if (state == AssignmentState.Submitted && act == Act.Submit) Assert.That(outcome.Error, Is.EqualTo(WorkforceErrors.AlreadySubmitted));
        else Assert.That(outcome.Error, Is.EqualTo(WorkforceErrors.LeaseLost));
    }

    [Test]
    [Combinatorial]
    public void Nothing_is_done_to_a_job_that_has_ended([Values] Act act, [Values("ended", "expired", "began anew")] string how)
    {
        var held = Given(AssignmentState.Held);
        var job = how switch
        {
            "ended" => held.Job with { IsOpen = false },
            "expired" => held.Job with { ExpiresAt = Now },
            _ => held.Job with { Round = held.Round + 1 },
        };

        Assert.That(Do(act, held with { Job = job }).Error, Is.EqualTo(WorkforceErrors.JobEnded));
    }

    [Test]
    public void Nothing_is_done_once_somebody_else_has_the_place([Values] Act act) =>
        Assert.That(Do(act, Given(AssignmentState.Held) with { HasPlace = false }).Error, Is.EqualTo(WorkforceErrors.LeaseLost));

    [Test]
    public void A_lease_that_ran_out_is_taken_up_again_while_nobody_else_has_the_place([Values] Act act) =>
        Assert.That(Do(act, Given(AssignmentState.Held) with { LeaseUntil = Now.AddHours(-1) }).Error, Is.Null);

    [Test]
    public void A_sign_of_life_begins_the_lease_anew([Values(Act.Renew, Act.SaveDraft)] Act act) =>
        Assert.That(Do(act, Given(AssignmentState.Held)).Value.LeaseUntil, Is.EqualTo(Now + Lease));

    [Test]
    public void The_time_since_the_last_sign_counts_as_work([Values] Act act)
    {
        var after = Do(act, Given(AssignmentState.Held)).Value;

        Assert.That((after.ActiveTime, after.SeenAt), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(150), Now)));
    }

    [Test]
    public void A_gap_longer_than_signs_are_apart_was_no_work([Values] Act act) =>
        Assert.That(Do(act, Given(AssignmentState.Held) with { SeenAt = Now.AddMinutes(-5) }).Value.ActiveTime, Is.EqualTo(TimeSpan.FromMinutes(2)));

    [Test]
    public void Signs_of_two_tabs_count_once()
    {
        var one = Given(AssignmentState.Held).Renew(Now).Value;
        var other = one.Renew(Now.AddSeconds(10)).Value.Renew(Now.AddSeconds(10)).Value;

        Assert.That(other.ActiveTime, Is.EqualTo(TimeSpan.FromSeconds(160)));
    }

    [Test]
    public void What_was_begun_before_times_were_measured_stays_unmeasured([Values] Act act) =>
        Assert.That(Do(act, Given(AssignmentState.Held) with { ActiveTime = null }).Value.ActiveTime, Is.Null);

    [Test]
    public void The_time_before_an_undo_is_no_work()
    {
        var given = Given(AssignmentState.Submitted) with { UndoUntil = Now.AddSeconds(9), EndedAt = Now.AddSeconds(-30) };
        var undone = (given with { Job = given.Job with { SettlesAt = Now.AddSeconds(9) } }).Undo(Now).Value;

        Assert.That((undone.ActiveTime, undone.SeenAt), Is.EqualTo((given.ActiveTime, Now)));
    }

    [Test]
    public void No_lease_outlasts_the_job()
    {
        var held = Given(AssignmentState.Held);
        var renewed = (held with { Job = held.Job with { ExpiresAt = Now.AddMinutes(1) } }).Renew(Now);

        Assert.That(renewed.Value.LeaseUntil, Is.EqualTo(Now.AddMinutes(1)));
    }

    [Test]
    public void A_draft_gets_the_next_version() => Assert.That(Do(Act.SaveDraft, Given(AssignmentState.Held)).Value.Version, Is.EqualTo(4));

    [Test]
    public void A_stale_version_is_refused([Values(2, 4)] int version)
    {
        var held = Given(AssignmentState.Held);

        Assert.That(held.SaveDraft(version, "{}", Now).Error, Is.EqualTo(WorkforceErrors.VersionConflict));
        Assert.That(held.Submit(version, "{}", Now).Error, Is.EqualTo(WorkforceErrors.VersionConflict));
    }

    [Test]
    public void The_same_submission_again_changes_nothing()
    {
        var submitted = Given(AssignmentState.Held).Submit(3, """{"a":1}""", Now).Value;

        Assert.That(submitted.Submit(3, """{"a":1}""", Now.AddDays(1)).Value, Is.SameAs(submitted));
    }

    [Test]
    public void Nothing_can_be_taken_back_so_late_that_the_result_would_come_after_the_job_expires([Values(5, 15, 60)] int expiresIn)
    {
        var job = Given(AssignmentState.Held).Job;
        var expiring = job with { ExpiresAt = Now.AddSeconds(expiresIn), Rules = job.Rules with { UndoTime = TimeSpan.FromSeconds(20) } };

        Assert.That(expiring.UndoUntil(Now), Is.EqualTo(expiresIn switch { 5 => (DateTimeOffset?)null, 15 => Now.AddSeconds(5), _ => Now.AddSeconds(20) }));
    }

    [Test]
    [Combinatorial]
    public void Only_what_was_submitted_or_skipped_just_now_can_be_taken_back([Values] AssignmentState state, [Values(-1, 0, 1)] int secondsLeft)
    {
        var given = Given(state) with { UndoUntil = Now.AddSeconds(secondsLeft), EndedAt = Now, IsPlaceFree = true };
        var undone = (given with { Job = given.Job with { SettlesAt = Now.AddSeconds(secondsLeft) } }).Undo(Now);

        if (state == AssignmentState.Held) Assert.That(undone.Value.State, Is.EqualTo(AssignmentState.Held));
        else if (state is AssignmentState.Submitted or AssignmentState.Skipped && secondsLeft > 0)
            Assert.That((undone.Value.State, undone.Value.EndedAt, undone.Value.LeaseUntil), Is.EqualTo((AssignmentState.Held, (DateTimeOffset?)null, Now + Lease)));
        else Assert.That(undone.Error, Is.EqualTo(WorkforceErrors.UndoTooLate));
    }

    [Test]
    public void What_was_settled_already_cannot_be_taken_back() =>
        Assert.That((Given(AssignmentState.Submitted) with { UndoUntil = Now.AddSeconds(1) }).Undo(Now).Error, Is.EqualTo(WorkforceErrors.UndoTooLate));

    private static bool IsRepeat(AssignmentState state, Act act) => (state, act) is
        (AssignmentState.Skipped, Act.Skip) or (AssignmentState.Released, Act.Release) or (AssignmentState.Reported, Act.Report);

    private static Result<Assignment> Do(Act act, Assignment assignment) => act switch
    {
        Act.Renew => assignment.Renew(Now),
        Act.SaveDraft => assignment.SaveDraft(3, """{"new":true}""", Now),
        Act.Submit => assignment.Submit(3, """{"new":true}""", Now),
        Act.Skip => assignment.Skip("blurred", Now),
        Act.Release => assignment.Release(Now),
        Act.Report => assignment.ReportProblem("empty", Now),
    };

    private static Assignment Given(AssignmentState state) => new()
    {
        Id = Guid.CreateVersion7(),
        JobId = Guid.CreateVersion7(),
        ProjectId = Guid.CreateVersion7(),
        AnnotatorId = Guid.CreateVersion7(),
        Round = 1,
        Place = 1,
        State = state,
        Version = 3,
        SeenAt = Now.AddSeconds(-30),
        ActiveTime = TimeSpan.FromMinutes(2),
        Draft = """{"old":true}""",
        LeaseUntil = Now.AddMinutes(5),
        HasPlace = state == AssignmentState.Held,
        IsPlaceFree = false,
        Job = new JobInWork
        {
            IsOpen = true,
            Round = 1,
            ExpiresAt = DateTimeOffset.MaxValue,
            StartedAt = Now.AddMinutes(-10),
            LeaseLength = Lease,
            Rules = StoredRules.Read("{}"),
        },
    };
}
