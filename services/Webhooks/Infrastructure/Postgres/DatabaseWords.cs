using System.Text.Json;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>Enum members as the database, and clients, spell them.</summary>
internal static class DatabaseWords
{
    public static readonly IReadOnlyList<string> States = [.. Enum.GetValues<DeliveryState>().Select(Of)];

    public static string Of<TEnum>(TEnum member)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
}
