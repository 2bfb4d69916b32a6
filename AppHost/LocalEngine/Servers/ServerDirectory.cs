using System.Globalization;
using System.Security.Cryptography;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Servers;

/// <summary>The folder of one server: open to its account alone, with the facts that must outlive a restart (password, port, node name).</summary>
internal sealed class ServerDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode SecretFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int PasswordBytes = 24;

    private readonly Account? _account;

    private ServerDirectory(string path, Account? account) => (Path, _account) = (path, account);

    public string Path { get; }

    public static ServerDirectory Open(string path, Account? account)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (!Directory.Exists(path))
        {
            // A link whose target somebody deleted: the data is gone, and the server starts anew.
            if (new FileInfo(path).LinkTarget is not null) System.IO.File.Delete(path);
            if (account is not null) OpenParent(System.IO.Path.GetDirectoryName(path)!);
            if (account is not null && !CanBeReachedByOthers(path)) LinkElsewhere(path);
            else Directory.CreateDirectory(path, OwnerOnly);
        }

        // A server compares and prints its real path; the link that leads there may pass folders that its account cannot read.
        if (Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target) path = target.FullName;
        var directory = new ServerDirectory(path, account);
        directory.Own(path);
        return directory;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A folder below, for the server's account alone.</summary>
    public string Folder(string name)
    {
        var path = File(name);
        Own(path);
        return path;
    }

    public void Write(string name, string content)
    {
        var path = File(name);
        if (!System.IO.File.Exists(path))
        {
            using (System.IO.File.Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = SecretFile })) { }
        }
        System.IO.File.WriteAllText(path, content);
        if (_account is not null) Posix.ChangeOwner(path, _account);
    }

    /// <summary>What the file says, or what is made once and kept in it.</summary>
    public string Kept(string name, Func<string> make)
    {
        if (System.IO.File.Exists(File(name))) return System.IO.File.ReadAllText(File(name)).Trim();
        var value = make();
        Write(name, value);
        return value;
    }

    /// <summary>Letters and digits only, so that it needs no escaping in any URL, file or command.</summary>
    public static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));

    /// <summary>The same port as the last time if it is free, so that what an operator wrote down stays right.</summary>
    public int KeptPort(string name)
    {
        int? last = System.IO.File.Exists(File(name)) ? int.Parse(System.IO.File.ReadAllText(File(name)), CultureInfo.InvariantCulture) : null;
        var port = FreePorts.Next(last);
        Write(name, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private void Own(string path)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        if (_account is not null) Posix.ChangeOwner(path, _account);
    }

    // A system's own directory may be passed, if not read, by its servers; whatever is secret in it has modes of its own.
    private static void OpenParent(string parent)
    {
        if (parent == Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) return;
        var mode = System.IO.File.GetUnixFileMode(parent);
        if (!mode.HasFlag(UnixFileMode.OtherExecute)) System.IO.File.SetUnixFileMode(parent, mode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private static bool CanBeReachedByOthers(string path)
    {
        for (var folder = System.IO.Path.GetDirectoryName(path); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && !System.IO.File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute)) return false;
        }
        return true;
    }

    // Below /root, say, no other account can come: the data then lies in /var/lib/hitl, and a link stands where it was expected.
    private static void LinkElsewhere(string path)
    {
        const UnixFileMode everyoneMayPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var shared = Directory.CreateDirectory("/var/lib/hitl", everyoneMayPass);
        var target = System.IO.Path.Combine(shared.FullName, $"{System.IO.Path.GetFileName(path)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        Directory.CreateDirectory(target, OwnerOnly);
        Directory.CreateSymbolicLink(path, target);
    }
}
