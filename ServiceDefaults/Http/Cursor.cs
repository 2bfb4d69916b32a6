using System.Buffers.Text;
using System.Text;
using Hitl.ServiceDefaults.Results;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// The place where the next page of a list goes on: opaque to clients, for us the sort key of the last item shown. Lists sort by
/// UUIDv7, which sorts by time of creation.
/// </summary>
public static class Cursor
{
    private const string Prefix = "c1:";

    /// <summary>The cursor behind <paramref name="last"/>.</summary>
    public static string Of(Guid last) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Prefix + last.ToString("N")));

    /// <summary>The id in <paramref name="cursor"/>; null when there is none; an error when it is not one of ours.</summary>
    public static Result<Guid?> Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return (Guid?)null;
        if (Base64Url.IsValid(cursor))
        {
            var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(text[Prefix.Length..], "N", out var id)) return (Guid?)id;
        }

        return InvalidRequest.Of("cursor", "is not a cursor of this list. Take next_cursor or the Link header of the page before.");
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>From one row more than asked for, which tells whether there is a next page.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, int limit, Func<T, Guid> idOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(idOf);
        return rows.Count <= limit ? new Page<T>(rows, null) : new Page<T>([.. rows.Take(limit)], Cursor.Of(idOf(rows[limit - 1])));
    }
}

/// <summary>The <c>limit</c> and <c>cursor</c> parameters of a list.</summary>
public readonly record struct PageRequest(int Limit, Guid? After)
{
    /// <summary>Items on a page when the client does not say.</summary>
    public const int DefaultLimit = 100;

    /// <summary>Items on a page at the most.</summary>
    public const int LimitMax = 1000;

    /// <summary>Reads the two parameters as the client sent them.</summary>
    public static Result<PageRequest> Read(string? limit, string? cursor)
    {
        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, System.Globalization.CultureInfo.InvariantCulture, out count) || count is < 1 or > LimitMax))
            return InvalidRequest.Of("limit", $"must be an integer from 1 to {LimitMax}.");

        var after = Cursor.Read(cursor);
        return after.Error is { } error ? error : new PageRequest(count, after.Value);
    }
}
