using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Servers;

/// <summary>What PostgreSQL and RabbitMQ have in common: wait until a child answers, or say why it does not.</summary>
internal static class ServerProcess
{
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);

    public static async Task WaitUntilReadyAsync(
        string part, ChildProcess child, Func<CancellationToken, Task<bool>> isReady, TimeSpan timeout, string whatToDo, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(timeout);
        try
        {
            while (!await isReady(deadline.Token))
            {
                if (!child.IsRunning) throw new StartFailedException(part, $"it exited with code {await child.Exited}", child.LastLines, whatToDo);
                await Task.Delay(ProbePause, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new StartFailedException(part, $"it did not answer within {timeout.TotalSeconds:0} s", child.LastLines, whatToDo);
        }
    }

    /// <summary>A server gets no variable of ours: what it must know it is told.</summary>
    public static Dictionary<string, string> Environment(string home) => new(StringComparer.Ordinal)
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : "/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = home,
        ["LANG"] = "C.UTF-8",
    };
}
