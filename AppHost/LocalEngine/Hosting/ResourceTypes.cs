namespace Hitl.LocalEngine.Hosting;

/// <summary>The dashboard's words for kinds of resources.</summary>
internal static class ResourceTypes
{
    public const string Project = "Project";
    public const string Executable = "Executable";
    public const string Database = "PostgresDatabaseResource";
    public const string ConnectionString = "ConnectionString";
    public const string Parameter = "Parameter";
}
