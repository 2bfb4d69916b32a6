using Hitl.ServiceDefaults.Concurrency;

namespace Hitl.ServiceDefaults.Tests.Concurrency;

[Parallelizable(ParallelScope.All)]
public sealed class Coalescing
{
    [Test]
    public async Task What_waits_while_a_batch_runs_goes_together_and_each_gets_its_own_result()
    {
        var gate = new TaskCompletionSource();
        var sizes = new List<int>();
        await using var coalescer = new Coalescer<int, int>("test", 100, async (items, _) =>
        {
            sizes.Add(items.Count);
            await gate.Task;
            return [.. items.Select(item => item * 10)];
        });

        var first = coalescer.RunAsync(1, CancellationToken.None);
        await TestKit.Eventually.AssertAsync(() => sizes.Count == 1, "the first goes at once");
        var rest = Enumerable.Range(2, 50).Select(item => coalescer.RunAsync(item, CancellationToken.None)).ToList();
        gate.SetResult();

        Assert.That(await first, Is.EqualTo(10));
        Assert.That(await Task.WhenAll(rest), Is.EqualTo(Enumerable.Range(2, 50).Select(item => item * 10)));
        Assert.That(sizes, Is.EqualTo(new[] { 1, 50 }));
    }

    [Test]
    public async Task The_error_of_one_does_not_fail_another()
    {
        await using var coalescer = new Coalescer<int, int>("test", 100, (items, _) =>
            items.Contains(13) ? throw new InvalidOperationException("unlucky") : Task.FromResult<IReadOnlyList<int>>([.. items]));

        var runs = Enumerable.Range(0, 20).Select(item => coalescer.RunAsync(item, CancellationToken.None)).ToList();

        Assert.That(async () => await runs[13], Throws.InvalidOperationException);
        foreach (var item in Enumerable.Range(0, 20).Where(item => item != 13)) Assert.That(await runs[item], Is.EqualTo(item));
    }
}
