using Hitl.SampleService;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;

namespace Hitl.ServiceDefaults.Tests;

/// <summary>One sample service for all tests of this assembly that need a running one.</summary>
[SetUpFixture]
public sealed class SampleFixture
{
    public static ServiceHost<SampleApp> Sample { get; private set; } = null!;

    public static Caller NewAccount() => new() { AccountId = Guid.CreateVersion7(), KeyId = Guid.CreateVersion7() };

    [OneTimeSetUp]
    public async Task StartAsync() => Sample = await ServiceHost<SampleApp>.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await Sample.DisposeAsync();
}
