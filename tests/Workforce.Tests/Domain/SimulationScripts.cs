using Hitl.Workforce.Domain.Simulation;

namespace Hitl.Workforce.Tests.Domain;

internal sealed class SimulationScripts
{
    [TestCase(null, "Done")]
    [TestCase("done", "Done")]
    [TestCase("error", "Error")]
    [TestCase("expire", "Expired")]
    [TestCase("cancel", "Canceled")]
    [TestCase("disagree", "Done")]
    public void A_word_says_how_the_job_ends(string? word, string end)
    {
        var script = SimulationScript.Read(word)!;

        Assert.That(script.End.ToString(), Is.EqualTo(end));
        Assert.That(script.Disagrees, Is.EqualTo(word == "disagree"));
        Assert.That(script.Work, Is.Null);
    }

    [TestCase("slow:250ms", 0.25)]
    [TestCase("slow:30s", 30)]
    [TestCase("slow:2m", 120)]
    [TestCase("slow:0s", 0)]
    [TestCase("slow:90m", 3600)]
    [TestCase("slow:4294967295m", 3600)]
    public void Slow_says_for_how_long_up_to_an_hour(string word, double seconds) =>
        Assert.That(SimulationScript.Read(word)!.Work, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("Done")]
    [TestCase("slow")]
    [TestCase("slow:")]
    [TestCase("slow:s")]
    [TestCase("slow:30")]
    [TestCase("slow:-3s")]
    [TestCase("slow:1.5s")]
    [TestCase("slow:99999999999s")]
    public void Any_other_word_is_unknown(string word) => Assert.That(SimulationScript.Read(word), Is.Null);
}
