[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Hitl.Jobs.Tests;

[SetUpFixture]
internal sealed class RunSetUp
{
    [OneTimeTearDown]
    public Task StopAsync() => JobsApp.StopSharedAsync();
}
