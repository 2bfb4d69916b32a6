using static Hitl.Workforce.Tests.WorkforceApp;

namespace Hitl.Workforce.Tests.Api;

/// <summary>The next assignment can be had while the one before is still worked on.</summary>
internal sealed class ClaimingAhead : WorkforceFixture
{
    private const int Plenty = 12;

    [Test]
    public async Task The_one_after_it_is_given_and_stays_the_same_until_it_is_its_turn()
    {
        var (annotator, current) = await BeginAsync(Plenty);

        var ahead = (await App.ClaimAsync(annotator, aheadOf: current))!;
        var again = (await App.ClaimAsync(annotator, aheadOf: current))!;
        using var submitted = await App.SubmitAsync(annotator, current);
        var next = (await App.ClaimAsync(annotator))!;

        Assert.That(IdOf(ahead), Is.Not.EqualTo(IdOf(current)));
        Assert.That(IdOf(again), Is.EqualTo(IdOf(ahead)));
        Assert.That(IdOf(next), Is.EqualTo(IdOf(ahead)));
    }

    [Test]
    public async Task It_is_a_claim_nobody_else_gets_until_it_is_given_back()
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        var other = await App.GivenAnnotatorAsync(project);
        for (var i = 0; i < Plenty; i++) await App.GivenJobAsync(project);
        var current = (await App.ClaimAsync(annotator))!;
        var ahead = (await App.ClaimAsync(annotator, aheadOf: current))!;

        var theirs = (await App.ClaimAsync(other))!;
        using var released = await App.ActAsync(annotator, ahead, "release");
        using var submitted = await App.SubmitAsync(other, theirs);
        var freed = (await App.ClaimAsync(other))!;

        Assert.That(JobIdOf(theirs), Is.Not.EqualTo(JobIdOf(ahead)));
        Assert.That(JobIdOf(freed), Is.EqualTo(JobIdOf(ahead)));
    }

    [Test]
    public async Task The_last_jobs_are_left_to_whoever_is_there_for_them()
    {
        var (annotator, current) = await BeginAsync(10);

        Assert.That(await App.ClaimAsync(annotator, aheadOf: current), Is.Null);
        using var submitted = await App.SubmitAsync(annotator, current);
        Assert.That(await App.ClaimAsync(annotator), Is.Not.Null);
    }

    private async Task<(Guid Annotator, System.Text.Json.Nodes.JsonNode Current)> BeginAsync(int jobs)
    {
        var (project, annotator) = await App.GivenProjectWithAnnotatorAsync();
        for (var i = 0; i < jobs; i++) await App.GivenJobAsync(project);
        return (annotator, (await App.ClaimAsync(annotator))!);
    }
}
