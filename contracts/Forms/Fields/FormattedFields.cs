using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

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

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is { } text && Fits(text);

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (JsonValues.TextOf(answer) is not { } text || !Fits(text)) judgement.Refuse(Expected);
    }

    private protected abstract string Expected { get; }

    private protected abstract bool Fits(string text);
}

/// <summary><c>date</c>: a day, as <c>2026-07-31</c>.</summary>
public sealed record DateField : FormattedField
{
    internal const string Word = "date";

    private const string Form = "yyyy-MM-dd";
    private const int Days = 365;
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new DateField { Name = options.Name };

    private protected override string Expected => "must be a date: YYYY-MM-DD.";

    internal override JsonObject ToSchema() => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };

    internal override JsonNode? Sample(Sample sample) => FirstDay.AddDays(sample.Pick(Days)).ToString(Form, CultureInfo.InvariantCulture);

    private protected override bool Fits(string text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary><c>url</c>: an http or https URL.</summary>
public sealed record UrlField : FormattedField
{
    internal const string Word = "url";

    private const int LengthMax = 4096;
    private const int Pages = 1000;

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new UrlField { Name = options.Name };

    private protected override string Expected => "must be an http or https URL.";

    internal override JsonObject ToSchema() =>
        new() { ["type"] = "string", ["format"] = "uri", ["pattern"] = "^[hH][tT][tT][pP][sS]?://[^\\s]+$", ["maxLength"] = LengthMax };

    internal override JsonNode? Sample(Sample sample) => $"https://example.com/pages/{sample.Pick(Pages)}";

    private protected override bool Fits(string text) =>
        text.Length <= LengthMax
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Host.Length > 0;
}

/// <summary><c>email</c>: an e-mail address.</summary>
public sealed partial record EmailField : FormattedField
{
    internal const string Word = "email";

    /// <summary>The one of HTML's input of this type, which browsers check; it wants a domain of two parts at least.</summary>
    private const string AddressPattern =
        "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$";

    private const int LengthMax = 254;
    private const int People = 1000;

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new EmailField { Name = options.Name };

    private protected override string Expected => "must be an e-mail address.";

    internal override JsonObject ToSchema() => new() { ["type"] = "string", ["format"] = "email", ["pattern"] = AddressPattern, ["maxLength"] = LengthMax };

    internal override JsonNode? Sample(Sample sample) => $"person{sample.Pick(People)}@example.com";

    private protected override bool Fits(string text) => text.Length <= LengthMax && !text.EndsWith('\n') && Address().IsMatch(text);

    [GeneratedRegex(AddressPattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
