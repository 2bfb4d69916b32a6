using System.Globalization;
using Hitl.Contracts.Projects;
using Microsoft.Extensions.Primitives;

namespace Hitl.Gateway.Rates;

/// <summary>Requests a minute, under the name that clients see.</summary>
internal sealed class QuotaPolicy(string name, int limit)
{
    /// <summary>Small enough that what two other gateways hold and do not use stays below one percent.</summary>
    private const int ChunksPerLimit = 400;

    private static readonly QuotaPolicy Standard = new("standard", 1_000);
    private static readonly QuotaPolicy Professional = new("professional", 10_000);
    private static readonly QuotaPolicy Enterprise = new("enterprise", 100_000);

    public string Name => name;

    public int Limit => limit;

    /// <summary>How much a gateway takes from the common table at a time.</summary>
    public int Chunk { get; } = Math.Max(1, limit / ChunksPerLimit);

    public StringValues LimitHeader { get; } = limit.ToString(CultureInfo.InvariantCulture);

    public StringValues PolicyHeader { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={limit};w=60");

    public static QuotaPolicy Of(Plan plan) => plan switch
    {
        Plan.Standard => Standard,
        Plan.Professional => Professional,
        Plan.Enterprise => Enterprise,
    };
}

/// <summary>How a request stands to its rate.</summary>
/// <param name="Policy">The rate.</param>
/// <param name="IsAllowed">False when it is used up.</param>
/// <param name="Remaining">What is left, as far as this gateway knows.</param>
/// <param name="ResetsAt">When the next minute begins, in Unix seconds.</param>
/// <param name="SecondsLeft">How long until then; at least 1.</param>
internal sealed record Standing(QuotaPolicy Policy, bool IsAllowed, int Remaining, long ResetsAt, int SecondsLeft);
