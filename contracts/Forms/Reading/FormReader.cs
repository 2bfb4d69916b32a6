using System.Text.Json;

namespace Hitl.Forms.Reading;

/// <summary>Reads a form, and tells everything that is wrong with it at once.</summary>
internal static class FormReader
{
    public static FormReading Read(JsonElement form, string path)
    {
        var faults = new FaultList();
        var fields = ReadFields(form, path, faults);
        return faults.Count == 0 ? new FormReading(new Form(fields), []) : new FormReading(null, faults.All);
    }

    private static List<Field> ReadFields(JsonElement form, string path, FaultList faults)
    {
        var fields = new List<Field>();
        if (form.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path.Length == 0 ? "fields" : path, "must be an object with fields.");
            return fields;
        }

        var options = new OptionReader(form, path, faults);
        if (!options.Has("fields", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > FormLimits.FieldsMax)
        {
            options.Refuse("fields", $"must be a list of 1 to {FormLimits.FieldsMax} fields.");
            return fields;
        }

        options.RefuseOthers("a form");
        var earlier = new Dictionary<string, Field>(StringComparer.Ordinal);
        var hotkeys = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (faults.IsFull) break;
            var at = JsonPath.Item(JsonPath.Member(path, "fields"), index++);
            if (ReadField(item, at, earlier, faults) is not { } field) continue;
            if (field.Name.Length > 0 && !earlier.TryAdd(field.Name, field)) faults.Add($"{at}.name", "is the name of a field before: names must differ.");
            if (field.Hotkey is not null && !hotkeys.Add(field.Hotkey)) faults.Add($"{at}.hotkey", "is the hotkey of a field before: hotkeys must differ.");
            fields.Add(field);
        }

        return fields;
    }

    private static Field? ReadField(JsonElement item, string path, Dictionary<string, Field> earlier, FaultList faults)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, "must be an object with type and name.");
            return null;
        }

        var options = new OptionReader(item, path, faults);
        var word = options.Has("type", out var type) ? JsonValues.TextOf(type) : null;
        var read = word is null ? null : FieldTypes.Find(word);
        if (read is null) options.Refuse("type", $"must be one of {FieldTypes.AllInWords}.");

        var name = options.Has("name", out var given) ? JsonValues.TextOf(given) : null;
        if (name is not null && Names.IsField(name)) options.Name = name;
        else options.Refuse("name", name is null ? "is required: " + Names.FieldRule : Names.FieldRule);

        var label = options.Text("label", FormLimits.LabelLengthMax);
        var description = options.Text("description", FormLimits.DescriptionLengthMax);
        var required = options.Flag("required");
        var hotkey = options.Text("hotkey", FormLimits.NameLengthMax);
        if (hotkey is not null && !Names.IsHotkey(hotkey)) options.Refuse("hotkey", Names.HotkeyRule);
        var condition = ReadCondition(options, earlier, faults);
        // Of an unknown type nobody knows the options: only what every field has is judged.
        if (read is null) return null;

        var field = read(options);
        options.RefuseOthers($"a {word} field");
        return field with { Label = label, Description = description, Required = required ?? false, Hotkey = hotkey, VisibleIf = condition };
    }

    private static VisibleIf? ReadCondition(OptionReader field, Dictionary<string, Field> earlier, FaultList faults)
    {
        if (!field.Has("visible_if", out var condition)) return null;
        if (condition.ValueKind != JsonValueKind.Object)
        {
            field.Refuse("visible_if", "must be an object with field and equals, or field and one_of.");
            return null;
        }

        var options = new OptionReader(condition, JsonPath.Member(field.Path, "visible_if"), faults);
        var name = options.Text("field", FormLimits.NameLengthMax, isRequired: true);
        var hasOne = options.Has("equals", out var one);
        var hasMany = options.Has("one_of", out var many);
        options.RefuseOthers("visible_if");
        if (hasOne == hasMany)
        {
            field.Refuse("visible_if", "must name either one value (equals) or a list of them (one_of).");
            return null;
        }

        if (hasMany && (many.ValueKind != JsonValueKind.Array || many.GetArrayLength() is 0 or > FormLimits.ConditionValuesMax))
        {
            options.Refuse("one_of", $"must be a list of 1 to {FormLimits.ConditionValuesMax} values.");
            return null;
        }

        if (name is null) return null;
        if (!earlier.TryGetValue(name, out var asked))
        {
            options.Refuse("field", "must be the name of a field that stands before this one.");
            return null;
        }

        JsonElement[] values = hasOne ? [one.Clone()] : [.. many.Clone().EnumerateArray()];
        if (asked.CanBe(values[0]) is null)
        {
            options.Refuse("field", $"is a {asked.Type} field, for whose answer no condition can wait.");
            return null;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (asked.CanBe(values[i]) != true) options.RefuseAt(hasOne ? "equals" : $"one_of[{i}]", $"is no answer that {name} can have.");
        }

        return new VisibleIf { Field = name, Values = values };
    }
}
