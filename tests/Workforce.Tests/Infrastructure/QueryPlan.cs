using System.Text.Json.Nodes;

namespace Hitl.Workforce.Tests.Infrastructure;

/// <summary>What PostgreSQL did, as EXPLAIN (ANALYZE, FORMAT JSON) says it.</summary>
internal static class QueryPlan
{
    /// <summary>The index was used, and no step read more rows than that.</summary>
    public static void AssertFlat(JsonNode plan, string index, int rowsMax)
    {
        var nodes = NodesOf(plan).ToList();
        Assert.That(nodes.Select(node => node["Index Name"]?.GetValue<string>()), Does.Contain(index), plan.ToJsonString());
        foreach (var node in nodes) Assert.That(RowsReadBy(node), Is.LessThanOrEqualTo(rowsMax), plan.ToJsonString());
    }

    private static double RowsReadBy(JsonNode node) =>
        (node["Actual Rows"]!.GetValue<double>() + (node["Rows Removed by Filter"]?.GetValue<double>() ?? 0)) * node["Actual Loops"]!.GetValue<double>();

    private static IEnumerable<JsonNode> NodesOf(JsonNode plan) =>
        (plan["Plans"]?.AsArray() ?? []).SelectMany(child => NodesOf(child!)).Prepend(plan);
}
