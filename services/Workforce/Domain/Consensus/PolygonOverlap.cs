namespace Hitl.Workforce.Domain.Consensus;

/// <summary>
/// Intersection over union of two closed lines of any form, filled by the even-odd rule. The plane is cut into slabs at every corner and
/// crossing; within a slab no two edges cross, so that every piece is a trapezoid, measured exactly by its middle.
/// </summary>
internal static class PolygonOverlap
{
    public static double Of(IReadOnlyList<Point> one, IReadOnlyList<Point> other)
    {
        var left = new Outline(one);
        var right = new Outline(other);
        var heights = HeightsOf([.. left.Edges, .. right.Edges]);

        double onlyOne = 0, onlyOther = 0, both = 0;
        for (var slab = 1; slab < heights.Count; slab++)
        {
            double top = heights[slab - 1], bottom = heights[slab];
            var middle = (top + bottom) / 2;
            var mine = left.CrossingsAt(middle);
            var theirs = right.CrossingsAt(middle);
            onlyOne += (bottom - top) * Common(mine, mine);
            onlyOther += (bottom - top) * Common(theirs, theirs);
            both += (bottom - top) * Common(mine, theirs);
        }

        var union = onlyOne + onlyOther - both;
        // Neither has an inside: they are the same only if they have the same corners.
        if (union <= 0) return one.SequenceEqual(other) ? 1 : 0;
        return Math.Clamp(both / union, 0, 1);
    }

    private static List<double> HeightsOf(List<Edge> edges)
    {
        var heights = new SortedSet<double>(edges.SelectMany(edge => new[] { edge.From.Y, edge.To.Y }));
        edges.Sort((edge, other) => edge.From.Y.CompareTo(other.From.Y));
        for (var i = 0; i < edges.Count; i++)
        {
            for (var j = i + 1; j < edges.Count && edges[j].From.Y < edges[i].To.Y; j++)
            {
                if (edges[i].CrossingWith(edges[j]) is { } height) heights.Add(height);
            }
        }

        return [.. heights];
    }

    /// <summary>The length that two lists of inner stretches, each from one crossing to the next, have in common.</summary>
    private static double Common(double[] mine, double[] theirs)
    {
        var common = 0.0;
        for (int i = 0, j = 0; i + 1 < mine.Length && j + 1 < theirs.Length;)
        {
            common += Math.Max(0, Math.Min(mine[i + 1], theirs[j + 1]) - Math.Max(mine[i], theirs[j]));
            if (mine[i + 1] == theirs[j + 1]) (i, j) = (i + 2, j + 2);
            else if (mine[i + 1] < theirs[j + 1]) i += 2;
            else j += 2;
        }

        return common;
    }

    /// <summary>A polygon's edges, asked about from top to bottom.</summary>
    private sealed class Outline
    {
        private readonly List<Edge> _active = [];
        private int _next;

        public Outline(IReadOnlyList<Point> corners)
        {
            for (var i = 0; i < corners.Count; i++)
            {
                var (from, to) = (corners[i], corners[(i + 1) % corners.Count]);
                // A level edge bounds no slab. Edges point down, whichever way the polygon was drawn.
                if (from.Y != to.Y) Edges.Add(from.Y < to.Y ? new Edge(from, to) : new Edge(to, from));
            }

            Edges.Sort((edge, other) => edge.From.Y.CompareTo(other.From.Y));
        }

        public List<Edge> Edges { get; } = [];

        public double[] CrossingsAt(double height)
        {
            while (_next < Edges.Count && Edges[_next].From.Y < height) _active.Add(Edges[_next++]);
            _active.RemoveAll(edge => edge.To.Y <= height);
            var crossings = new double[_active.Count];
            for (var i = 0; i < crossings.Length; i++) crossings[i] = _active[i].XAt(height);
            Array.Sort(crossings);
            return crossings;
        }
    }

    private readonly record struct Edge(Point From, Point To)
    {
        private double Slope => (To.X - From.X) / (To.Y - From.Y);

        public double XAt(double height) => From.X + ((height - From.Y) * Slope);

        /// <summary>Null when they do not cross, or run along each other.</summary>
        public double? CrossingWith(Edge other)
        {
            var top = Math.Max(From.Y, other.From.Y);
            var bottom = Math.Min(To.Y, other.To.Y);
            if (top >= bottom) return null;
            var before = XAt(top) - other.XAt(top);
            var after = XAt(bottom) - other.XAt(bottom);
            if (before == 0 || after == 0 || before > 0 == after > 0) return null;
            var height = top + ((bottom - top) * (before / (before - after)));
            return height > top && height < bottom ? height : null;
        }
    }
}
