using Hitl.TestKit.Driving;

namespace Hitl.EndToEnd.Tests;

/// <summary>One whole system, one customer's site and one administrator for all tests of this assembly.</summary>
[SetUpFixture]
public sealed class SystemFixture
{
    public static HitlSystem Whole { get; private set; } = null!;

    public static CustomerSite Site { get; private set; } = null!;

    public static Administrator Admin { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Whole = await HitlSystem.StartAsync(new HitlSystemOptions { ChecksAnswers = true });
        Site = await CustomerSite.StartAsync();
        Admin = Whole.Administrator();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Admin.Dispose();
        await Site.DisposeAsync();
        await Whole.DisposeAsync();
    }
}
