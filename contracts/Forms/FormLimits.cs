namespace Hitl.Forms;

/// <summary>How large forms and answers may be, so that whatever is sent is read in bounded time.</summary>
public static class FormLimits
{
    /// <summary>Fields of a form.</summary>
    public const int FieldsMax = 200;

    /// <summary>Choices or labels of a field.</summary>
    public const int ChoicesMax = 2_000;

    /// <summary>Named pieces of a field (<c>fields</c>).</summary>
    public const int PiecesMax = 200;

    /// <summary>Values in a <c>visible_if</c>.</summary>
    public const int ConditionValuesMax = 100;

    /// <summary>Characters of a name, a choice's value, a key.</summary>
    public const int NameLengthMax = 200;

    /// <summary>Characters of a label.</summary>
    public const int LabelLengthMax = 500;

    /// <summary>Characters of a choice's definition.</summary>
    public const int DefinitionLengthMax = 1000;

    /// <summary>Characters of a description or a script.</summary>
    public const int DescriptionLengthMax = 10_000;

    /// <summary>Characters of a regular expression.</summary>
    public const int PatternLengthMax = 500;

    /// <summary>Characters of a <c>source</c>.</summary>
    public const int SourceLengthMax = 500;

    /// <summary>Points of a scale.</summary>
    public const int ScaleMax = 100;

    /// <summary>Characters of a one-line answer where the form sets no limit.</summary>
    public const int TextLengthDefault = 10_000;

    /// <summary>Characters of an answer at the very most.</summary>
    public const int TextLengthMax = 1_000_000;

    /// <summary>Marks (boxes, shapes, spans, segments) in an answer.</summary>
    public const int MarksMax = 10_000;

    /// <summary>Points of one shape.</summary>
    public const int ShapePointsMax = 10_000;

    /// <summary>Bytes of an answer to a <c>json</c> field.</summary>
    public const int JsonBytesMax = 1_048_576;

    /// <summary>Faults that are told at once: more would not help anybody.</summary>
    public const int FaultsMax = 100;
}
