namespace Hitl.Files.Application;

/// <summary>
/// Bytes of each group so far, files and attachments apart, so that a job that is too large is noticed before all of it is downloaded.
/// </summary>
internal sealed class GroupSizes
{
    private readonly Dictionary<FetchTarget, List<int>> _groupsOf = [];
    private readonly long[] _bytes;
    private readonly Func<FetchTarget, long> _max;

    public GroupSizes(IReadOnlyList<TargetGroup> groups, Func<FetchTarget, long> max)
    {
        // A target is always among the files or always among the attachments: one counter of a group has one limit.
        (_bytes, _max) = (new long[groups.Count * 2], max);
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var target in groups[i].Files) Note(target, 2 * i);
            foreach (var target in groups[i].Attachments) Note(target, (2 * i) + 1);
        }
    }

    public IReadOnlyCollection<FetchTarget> Targets => _groupsOf.Keys;

    public bool HasRoomFor(FetchTarget target) => _groupsOf[target].Exists(counter => Interlocked.Read(ref _bytes[counter]) < _max(target));

    public void Add(FetchTarget target, long bytes)
    {
        foreach (var counter in _groupsOf[target]) Interlocked.Add(ref _bytes[counter], bytes);
    }

    private void Note(FetchTarget target, int counter)
    {
        if (!_groupsOf.TryGetValue(target, out var counters)) _groupsOf[target] = counters = [];
        counters.Add(counter);
    }
}
