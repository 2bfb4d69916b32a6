using System.Text.Json.Nodes;
using Npgsql;

namespace Hitl.TestKit;

/// <summary>What PostgreSQL did, as EXPLAIN (ANALYZE, FORMAT JSON) says it.</summary>
public static class QueryPlan
{
    /// <summary>Carries a command out and tells how; its connection is open.</summary>
    public static async Task<JsonNode> OfAsync(NpgsqlCommand command)
    {
        command.CommandText = $"EXPLAIN (ANALYZE, FORMAT JSON) {command.CommandText}";
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)![0]!["Plan"]!;
    }

    /// <summary>The index was used, and no step read more rows than that.</summary>
    public static void AssertFlat(JsonNode plan, string index, int rowsMax)
    {
        var nodes = NodesOf(plan).ToList();
        Assert.That(nodes.Select(node => node["Index Name"]?.GetValue<string>()), Does.Contain(index), plan.ToJsonString());
        foreach (var node in nodes) Assert.That(RowsReadBy(node), Is.LessThanOrEqualTo(rowsMax), $"{node.ToJsonString()}\nin {plan.ToJsonString()}");
    }

    private static double RowsReadBy(JsonNode node) =>
        (node["Actual Rows"]!.GetValue<double>() + (node["Rows Removed by Filter"]?.GetValue<double>() ?? 0)) * node["Actual Loops"]!.GetValue<double>();

    private static IEnumerable<JsonNode> NodesOf(JsonNode plan) =>
        (plan["Plans"]?.AsArray() ?? []).SelectMany(child => NodesOf(child!)).Prepend(plan);
}
