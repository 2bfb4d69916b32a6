using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>How many characters.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether other characters than letters and digits may be in it.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Special ? Letters + Specials : Letters, MinLength);
}
