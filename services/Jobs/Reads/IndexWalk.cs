namespace Hitl.Jobs.Reads;

/// <summary>
/// The SQL of a walk along one index that ends with the id: from one of its keys to another, in its own order, between <c>@From</c>
/// (inclusive) and <c>@Below</c>. It leaves the planner no other way. With a plain <c>project_id = @ProjectId</c> and an order by id it
/// takes the primary key for whoever has a good share of the table, and reads all that is newer than their last job.
/// </summary>
/// <param name="Key">The columns before the id, each with what it is to be.</param>
internal sealed record IndexWalk(params (string Column, string Value)[] Key)
{
    public string Conditions => $"({Columns}, job.id) < ({Values}, @Below) AND ({Columns}, job.id) >= ({Values}, @From)";

    /// <summary>What makes a partial index fit: it holds no row without these.</summary>
    public string NotNull => string.Concat(Key.Select(part => $" AND {part.Column} IS NOT NULL"));

    public string Order => string.Concat(Key.Select(part => $"{part.Column} DESC, ")) + "job.id DESC";

    private string Columns => string.Join(", ", Key.Select(part => part.Column));

    private string Values => string.Join(", ", Key.Select(part => part.Value));
}
