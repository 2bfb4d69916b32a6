using System.Globalization;

namespace Hitl.LocalEngine.Processes;

/// <summary>A Unix account that a server runs as when the engine itself is root: PostgreSQL refuses to be root, and nothing needs it.</summary>
internal sealed record Account(string Name, uint UserId, uint GroupId)
{
    private const string PasswdFile = "/etc/passwd";

    /// <summary>The first of the accounts that exists, or null when the engine is not root and so runs everything as itself.</summary>
    public static Account? ForServer(params ReadOnlySpan<string> names)
    {
        if (!Posix.IsRoot) return null;
        var known = File.ReadLines(PasswdFile).Select(Parse).OfType<Account>().ToDictionary(a => a.Name, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (known.TryGetValue(name, out var account)) return account;
        }
        throw new StartFailedException(names[0], $"none of the accounts {string.Join(", ", names.ToArray())} exists to run it as", [],
            "create one of them (useradd --system NAME), or start hitl as an ordinary user");
    }

    private static Account? Parse(string line) => line.Split(':') is [var name, _, var user, var group, ..]
        ? new Account(name, uint.Parse(user, CultureInfo.InvariantCulture), uint.Parse(group, CultureInfo.InvariantCulture))
        : null;
}
