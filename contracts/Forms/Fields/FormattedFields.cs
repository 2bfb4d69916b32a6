using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary>Text of a well-known form.</summary>
public abstract record FormattedField : Field
{
    private protected FormattedField()
    {
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
    }

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is not null;
}

/// <summary><c>date</c>: a day, as <c>2026-07-31</c>.</summary>
public sealed record DateField : FormattedField
{
    internal const string Word = "date";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new DateField { Name = options.Name };
}

/// <summary><c>url</c>: an http or https URL.</summary>
public sealed record UrlField : FormattedField
{
    internal const string Word = "url";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new UrlField { Name = options.Name };
}

/// <summary><c>email</c>: an e-mail address.</summary>
public sealed record EmailField : FormattedField
{
    internal const string Word = "email";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new EmailField { Name = options.Name };
}
