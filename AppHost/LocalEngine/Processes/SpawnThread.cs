using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Hitl.LocalEngine.Processes;

/// <summary>
/// The one thread that starts children. PR_SET_PDEATHSIG fires when the parent's <em>thread</em> ends, not its process: a child
/// started from a thread of the pool would be killed as soon as the pool retires that thread.
/// </summary>
internal static class SpawnThread
{
    private static readonly string? SetPriv = Executables.Find("setpriv");
    private static readonly string? SetSid = Executables.Find("setsid");
    private static readonly BlockingCollection<Action> Work = Begin();

    /// <summary>Children lead a process group of their own, so that Ctrl+C reaches the engine alone and a group can be killed whole.</summary>
    public static bool MakesGroups => SetSid is not null;

    public static async Task<Process> StartAsync(ProcessStartInfo start, CancellationToken ct)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start"));
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        }, ct);
        return await started.Task;
    }

    /// <summary>
    /// The commands that change session, user and death signal and then become the wanted command, keeping the process id. Where there
    /// is no setpriv (not Linux), children are stopped by the engine alone.
    /// </summary>
    public static IReadOnlyList<string> Wrapper(ProcessSpec spec)
    {
        var wrapper = new List<string>();
        if (SetSid is not null) wrapper.Add(SetSid);
        if (SetPriv is not null)
        {
            wrapper.AddRange([SetPriv, "--pdeathsig", Posix.NameOf(spec.DeathSignal)]);
            if (spec.RunAs is { } account)
            {
                wrapper.AddRange(["--reuid", account.Name, "--regid", account.GroupId.ToString(CultureInfo.InvariantCulture), "--init-groups", "--inh-caps=-all"]);
            }
            wrapper.Add("--");
        }
        else if (spec.RunAs is { } account)
        {
            wrapper.AddRange(["runuser", "-u", account.Name, "--"]);
        }
        return wrapper;
    }

    private static BlockingCollection<Action> Begin()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable()) action();
        })
        {
            IsBackground = true,
            Name = "spawn",
        };
        thread.Start();
        return work;
    }
}
