[assembly: Parallelizable(ParallelScope.None)]

namespace Hitl.Workbench.Tests;

/// <summary>One whole system and one browser for all tests of this assembly; each test has contexts of its own.</summary>
[SetUpFixture]
public sealed class SystemFixture
{
    // Chromium without the browser around it takes little more than half the time. Debian has it as a package of its own.
    private static readonly string[] Chromiums = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static IPlaywright _playwright = null!;

    public static HitlSystem Whole { get; private set; } = null!;

    public static CustomerSite Site { get; private set; } = null!;

    public static Administrator Admin { get; private set; } = null!;

    public static Customer Customer { get; private set; } = null!;

    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Whole = await HitlSystem.StartAsync();
        Site = await CustomerSite.StartAsync();
        Admin = Whole.Administrator();
        Customer = await Admin.CreateAccountAsync();
        // A deadline, not a pause: a machine that also builds and tests other things may take long.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HITL_CHROMIUM") ?? Chromiums.First(File.Exists),
            // Nobody else's code is opened, and CI is root, for whom Chromium has no sandbox. It shall not look for its maker's servers.
            Args =
            [
                "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        Customer.Dispose();
        Admin.Dispose();
        await Site.DisposeAsync();
        await Whole.DisposeAsync();
    }
}
