using System.Text.Json;

namespace Hitl.Forms.Reading;

/// <summary>Reads choices and labels: objects, or bare strings for those that are nothing but a value.</summary>
internal static class ChoiceReader
{
    public static ChoiceList Read(OptionReader options, string name, int min, FaultList faults)
    {
        if (!options.Has(name, out var list))
        {
            if (min > 0) options.Refuse(name, $"is required: a list of at least {min}.");
            return ChoiceList.None;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < min || list.GetArrayLength() > FormLimits.ChoicesMax)
        {
            options.Refuse(name, $"must be a list of {min} to {FormLimits.ChoicesMax}.");
            return ChoiceList.None;
        }

        var choices = new List<Choice>(list.GetArrayLength());
        var values = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (faults.IsFull) break;
            var path = JsonPath.Item(JsonPath.Member(options.Path, name), index++);
            if (ReadOne(item, path, faults) is not { } choice) continue;
            var valuePath = item.ValueKind == JsonValueKind.Object ? JsonPath.Member(path, "value") : path;
            if (!values.Add(choice.Value)) faults.Add(valuePath, "stands in the list before: values must differ.");
            if (choice.Key is not null && !keys.Add(choice.Key)) faults.Add(JsonPath.Member(path, "key"), "is the key of one before: keys must differ.");
            choices.Add(choice);
        }

        return [.. choices];
    }

    public static void Write(Utf8JsonWriter json, string name, ChoiceList choices)
    {
        if (choices.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var choice in choices)
        {
            if (choice is { Label: null, Description: null, Colour: null, Key: null })
            {
                json.WriteStringValue(choice.Value);
                continue;
            }

            json.WriteStartObject();
            json.WriteString("value", choice.Value);
            json.WriteOptional("label", choice.Label);
            json.WriteOptional("description", choice.Description);
            json.WriteOptional("colour", choice.Colour);
            json.WriteOptional("key", choice.Key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Choice? ReadOne(JsonElement item, string path, FaultList faults)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            if (JsonValues.TextOf(item) is { } bare && IsValue(bare)) return new Choice(bare);
            faults.Add(path, Names.KeyRule);
            return null;
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, "must be a string or an object with value, label, description, colour and key.");
            return null;
        }

        var options = new OptionReader(item, path, faults);
        var value = options.Text("value", FormLimits.NameLengthMax, isRequired: true);
        if (value is not null && !IsValue(value)) options.Refuse("value", Names.KeyRule);
        var label = options.Text("label", FormLimits.LabelLengthMax);
        var description = options.Text("description", FormLimits.DefinitionLengthMax);
        var colour = options.Text("colour", FormLimits.NameLengthMax);
        if (colour is not null && !Names.IsColour(colour)) options.Refuse("colour", Names.ColourRule);
        var key = options.Text("key", FormLimits.NameLengthMax);
        if (key is not null && !Names.IsHotkey(key)) options.Refuse("key", Names.HotkeyRule);
        options.RefuseOthers("a choice");
        return value is null ? null : new Choice(value) { Label = label, Description = description, Colour = colour, Key = key };
    }

    private static bool IsValue(string text) => Names.IsKey(text);
}
