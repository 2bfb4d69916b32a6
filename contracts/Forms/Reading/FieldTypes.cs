using System.Collections.Frozen;
using Hitl.Forms.Fields;

namespace Hitl.Forms.Reading;

/// <summary>Every type of field by its word. A new type stands here, and in a file of its own in Fields.</summary>
internal static class FieldTypes
{
    private static readonly KeyValuePair<string, Func<OptionReader, Field>>[] InOrder =
    [
        new(ContentDisplayField.Word, ContentDisplayField.Read),
        new(BooleanField.Word, BooleanField.Read),
        new(TextField.Word, TextField.Read),
        new(LongTextField.Word, LongTextField.Read),
        new(NumberField.Word, NumberField.Read),
        new(SliderField.Word, SliderField.Read),
        new(RatingField.Word, RatingField.Read),
        new(LikertField.Word, LikertField.Read),
        new(ChoiceField.Word, ChoiceField.Read),
        new(ChoicesField.Word, ChoicesField.Read),
        new(RankingField.Word, RankingField.Read),
        new(FieldsField.Word, FieldsField.Read),
        new(SpansField.Word, SpansField.Read),
        new(BoxesField.Word, BoxesField.Read),
        new(PolygonsField.Word, PolygonsField.Read),
        new(LinesField.Word, LinesField.Read),
        new(PointsField.Word, PointsField.Read),
        new(TranscriptField.Word, TranscriptField.Read),
        new(SegmentsField.Word, SegmentsField.Read),
        new(ComparisonField.Word, ComparisonField.Read),
        new(CallField.Word, CallField.Read),
        new(DateField.Word, DateField.Read),
        new(UrlField.Word, UrlField.Read),
        new(EmailField.Word, EmailField.Read),
        new(JsonField.Word, JsonField.Read),
    ];

    private static readonly FrozenDictionary<string, Func<OptionReader, Field>> ByWord = InOrder.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly string AllInWords = string.Join(", ", InOrder.Select(type => type.Key));

    public static Func<OptionReader, Field>? Find(string word) => ByWord.GetValueOrDefault(word);
}
