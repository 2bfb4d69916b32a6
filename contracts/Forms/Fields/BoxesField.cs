using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary>The least that a box must measure, in pixels of the original image.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public sealed record BoxSize(decimal Width, decimal Height);

/// <summary><c>boxes</c>: rectangles on an image, in pixels of the original.</summary>
public sealed record BoxesField : MarkingField
{
    internal const string Word = "boxes";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>The least size; null: anything above 0.</summary>
    public BoxSize? MinSize { get; init; }

    /// <summary>Whether each box must have its label; false: it may.</summary>
    public bool WithLabels { get; init; } = true;

    internal static Field Read(OptionReader options) => Fill(options, new BoxesField
    {
        Name = options.Name,
        MinSize = ReadMinSize(options),
        WithLabels = options.Flag("with_labels") ?? true,
    });

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        base.WriteOptions(json);
        if (MinSize is { } size)
        {
            if (size.Width == size.Height)
            {
                json.WriteNumber("min_size", size.Width);
            }
            else
            {
                json.WriteStartObject("min_size");
                json.WriteNumber("width", size.Width);
                json.WriteNumber("height", size.Height);
                json.WriteEndObject();
            }
        }

        if (!WithLabels) json.WriteBoolean("with_labels", false);
    }

    private static BoxSize? ReadMinSize(OptionReader options)
    {
        if (!options.Has("min_size", out var given)) return null;
        if (IsSide(given, out var side)) return new BoxSize(side, side);
        if (JsonValues.TryGetMember(given, "width", out var across) && IsSide(across, out var width)
            && JsonValues.TryGetMember(given, "height", out var down) && IsSide(down, out var height)
            && given.GetPropertyCount() == 2)
            return new BoxSize(width, height);

        options.Refuse("min_size", "must be a number of pixels from 0 to 100000, or an object of two, width and height.");
        return null;
    }

    private static bool IsSide(JsonElement value, out decimal side)
    {
        const int SideMax = 100_000;
        side = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out side) && side is >= 0 and <= SideMax;
    }
}
