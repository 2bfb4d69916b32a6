using FsCheck;
using FsCheck.Fluent;
using Hitl.Workforce.Domain.Consensus;

namespace Hitl.Workforce.Tests.Domain.Consensus;

/// <summary>How far two shapes are the same place.</summary>
internal sealed class OverlappingShapes
{
    private static readonly Gen<Shape> AnyBox =
        from left in Gen.Choose(0, 20)
        from top in Gen.Choose(0, 20)
        from width in Gen.Choose(1, 20)
        from height in Gen.Choose(1, 20)
        select Box.Read(Kind.Json($$"""{"left":{{left}},"top":{{top}},"width":{{width}},"height":{{height}}}"""))!;

    /// <summary>Of any form, crossing itself too.</summary>
    private static readonly Gen<Shape> AnyRegion =
        from count in Gen.Choose(3, 7)
        from corners in (from x in Gen.Choose(0, 30) from y in Gen.Choose(0, 30) select $"[{x},{y}]").ArrayOf(count)
        select Region.Read(Kind.Json($$"""{"points":[{{string.Join(',', corners)}}]}"""))!;

    private static readonly Gen<Shape> AnyStretch =
        from start in Gen.Choose(0, 20)
        from length in Gen.Choose(1, 20)
        select Stretch.Read(Kind.Json($$"""{"start":{{start}},"end":{{start + length}}}"""))!;

    private static readonly Gen<Shape> AnyShape = Gen.OneOf(AnyBox, AnyRegion, AnyStretch);

    [Test]
    public void Overlap_is_a_share_and_the_same_both_ways_round() => Check(
        from one in AnyShape
        from other in AnyShape
        select (one, other),
        given => given.one.OverlapWith(given.other) is >= 0 and <= 1 && given.one.OverlapWith(given.other) == given.other.OverlapWith(given.one));

    [Test]
    public void A_shape_is_whole_where_it_is_itself() => Check(AnyShape, shape => shape.OverlapWith(shape) == 1);

    [Test]
    public void Only_equal_boxes_overlap_wholly() => Check(
        from one in AnyBox
        from other in AnyBox
        select (one, other),
        given => given.one.OverlapWith(given.other) == 1 == (given.one.Key == given.other.Key));

    [Test]
    public void What_two_shapes_do_not_share_is_no_more_than_by_way_of_a_third() => Check(
        from kind in Gen.Elements(AnyBox, AnyRegion, AnyStretch)
        from shapes in kind.ArrayOf(3)
        select shapes,
        shapes => Distance(shapes[0], shapes[2]) <= Distance(shapes[0], shapes[1]) + Distance(shapes[1], shapes[2]) + 1e-9);

    [Test]
    public void A_polygon_measures_as_the_box_that_it_is() => Check(
        from one in AnyBox
        from other in AnyBox
        select (one, other),
        given => Math.Abs(RegionOf(given.one).OverlapWith(RegionOf(given.other)) - given.one.OverlapWith(given.other)) < 1e-9);

    [Test]
    public void Shapes_whose_extents_do_not_touch_have_nothing_in_common() => Check(
        from kind in Gen.Elements(AnyBox, AnyRegion, AnyStretch)
        from shapes in kind.ArrayOf(2)
        select shapes,
        shapes => shapes[0].Extent.Touches(shapes[1].Extent) || shapes[0].OverlapWith(shapes[1]) == 0);

    [Test]
    public void A_polygon_with_a_bay_does_not_fill_it()
    {
        var bay = Region.Read(Kind.Json("""{"points":[[0,0],[30,0],[30,30],[20,30],[20,10],[10,10],[10,30],[0,30]]}"""))!;
        var plug = Region.Read(Kind.Json("""{"points":[[10,10],[20,10],[20,30],[10,30]]}"""))!;

        Assert.That(bay.OverlapWith(plug), Is.Zero);
    }

    [Test]
    public void A_line_is_as_near_as_its_furthest_half()
    {
        var line = Hitl.Workforce.Domain.Consensus.Path.Read(Kind.Json("""{"points":[[0,0],[100,0]]}"""), reach: 40)!;
        var beside = Hitl.Workforce.Domain.Consensus.Path.Read(Kind.Json("""{"points":[[0,10],[50,10],[100,10]]}"""), reach: 40)!;

        Assert.That(line.OverlapWith(beside), Is.EqualTo(0.75).Within(1e-9));
    }

    private static double Distance(Shape one, Shape other) => 1 - one.OverlapWith(other);

    private static Shape RegionOf(Shape box)
    {
        var (left, top, right, bottom) = box.Extent;
        return Region.Read(Kind.Json($$"""{"points":[[{{left}},{{top}}],[{{left}},{{bottom}}],[{{right}},{{bottom}}],[{{right}},{{top}}]]}"""))!;
    }

    private static void Check<T>(Gen<T> given, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(given), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
