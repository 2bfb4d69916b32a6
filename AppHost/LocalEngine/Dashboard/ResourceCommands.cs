namespace Hitl.LocalEngine.Dashboard;

/// <summary>What a person may do with a resource. The names are Aspire's, so that the dashboard's icons and shortcuts fit.</summary>
internal static class ResourceCommands
{
    public const string Start = "start";
    public const string Stop = "stop";
    public const string Restart = "restart";
}
