using System.Text;
using Hitl.LocalEngine.Hosting;

namespace Hitl.LocalEngine.Console;

/// <summary>What a person needs to know once everything runs.</summary>
public static class Announcement
{
    private const string Shown = "admin-key.shown";

    /// <summary>The addresses, and the first administrator's key unless it was shown before.</summary>
    public static string Of(SystemState state, string dataDirectory)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new StringBuilder("\nHitl is ready.\n");
        text.Append($"  API         {state.UrlOf("gateway")}\n");
        if (state.Dashboard is not null) text.Append($"  Dashboard   {state.Dashboard}\n");
        var keyFile = Path.Combine(dataDirectory, "admin-key");
        if (File.Exists(keyFile))
        {
            var shown = Path.Combine(dataDirectory, Shown);
            text.Append(File.Exists(shown)
                ? $"  Admin key   in {keyFile}\n"
                : $"  Admin key   {File.ReadAllText(keyFile).Trim()}   (shown this once; kept in {keyFile})\n");
            File.WriteAllText(shown, "");
        }
        return text.ToString();
    }
}
