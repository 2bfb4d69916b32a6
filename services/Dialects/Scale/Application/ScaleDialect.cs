using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>How jobs of this dialect are known.</summary>
internal static class ScaleDialect
{
    public const string Name = "scale";

    /// <summary>Characters of the name of a project or a batch.</summary>
    public const int NameLengthMax = 200;

    /// <summary>The name by which a project or a batch is made.</summary>
    public static string NameIn(GivenParameters given)
    {
        var name = given.RequiredText("name");
        if (name.Length > 0 && !ParameterValues.IsLine(name, NameLengthMax)) given.Refuse("name", $"must have 1 to {NameLengthMax} characters, none of them a control character.");
        return name;
    }

    public static bool IsOurs(this JobEvent job) => job.Dialect == Name;
}
