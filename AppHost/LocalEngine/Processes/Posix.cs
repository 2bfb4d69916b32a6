using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Hitl.LocalEngine.Processes;

/// <summary>The few system calls that .NET has no method for.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    private const int NoSuchProcess = 3;

    public static bool IsRoot => !OperatingSystem.IsWindows() && GetEffectiveUserId() == 0;

    public static string NameOf(int signal) => signal switch
    {
        SigInt => "INT",
        SigQuit => "QUIT",
        SigKill => "KILL",
        SigTerm => "TERM",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Not a signal that the engine sends."),
    };

    /// <summary>Sends a signal; a process that is gone already is no error. A negative id means the process group.</summary>
    public static void Signal(int processId, int signal)
    {
        if (Kill(processId, signal) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error, $"Cannot signal process {processId}");
    }

    /// <summary>True while a process of that id exists, ours or another user's.</summary>
    public static bool IsAlive(int processId) => Kill(processId, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    public static void ChangeOwner(string path, Account account)
    {
        if (Chown(path, account.UserId, account.GroupId) == 0) return;
        throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Cannot give {path} to {account.Name}");
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint userId, uint groupId);
}
