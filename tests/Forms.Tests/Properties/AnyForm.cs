using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Hitl.Forms.Tests.Properties;

/// <summary>A form of random fields with random options, and something for it to be about.</summary>
internal sealed record AnyForm(Form Form, Material Material, int Seed)
{
    /// <summary>What a JSON Schema can say everything about, as long as nothing is hidden and nothing is known of the material.</summary>
    private static readonly string[] SayableTypes =
    [
        "boolean", "text", "long_text", "number", "slider", "rating", "likert", "choice", "choices", "ranking", "fields", "boxes", "polygons",
        "lines", "points", "comparison", "call", "transcript", "date", "email", "json", "content_display",
    ];

    private static readonly string[] AllTypes = [.. SayableTypes, "url", "spans", "segments"];

    public static Arbitrary<AnyForm> Whatever { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(seed, AllTypes, isSayable: false)));

    public static Arbitrary<AnyForm> Sayable { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(seed, SayableTypes, isSayable: true)));

    public override string ToString() => $"seed {Seed}: {Form.ToJson()} about {Material}";

    private static AnyForm Make(int seed, string[] types, bool isSayable)
    {
        var random = new Random(seed);
        var fields = new JsonArray();
        var conditions = new List<JsonObject>();
        for (var i = 0; i < random.Next(1, 7); i++)
        {
            var field = MakeField(random, types[random.Next(types.Length)], $"field_{i}", isSayable);
            if (!isSayable && conditions.Count > 0 && random.Next(2) == 0) field["visible_if"] = conditions[random.Next(conditions.Count)].DeepClone();
            fields.Add((JsonNode)field);
            if (ConditionOn(field) is { } condition) conditions.Add(condition);
        }

        var json = JsonSerializer.SerializeToElement(new JsonObject { ["fields"] = fields });
        var reading = Form.Read(json);
        Assert.That(reading.Faults, Is.Empty, json.ToString());
        return new AnyForm(reading.Form!, isSayable ? Material.None : MakeMaterial(random), seed);
    }

    private static JsonObject MakeField(Random random, string type, string name, bool isSayable)
    {
        var field = new JsonObject { ["type"] = type, ["name"] = name };
        if (random.Next(2) == 0) field["required"] = true;
        if (random.Next(3) == 0) field["label"] = "What do you see?";
        switch (type)
        {
            case "content_display":
                field["editable"] = isSayable || random.Next(2) == 0;
                break;
            case "text" or "long_text":
                MakeTextOptions(random, field);
                break;
            case "number" or "slider":
                var min = random.Next(-5, 5);
                if (type == "slider" || random.Next(2) == 0) (field["min"], field["max"]) = (min, min + random.Next(0, 20));
                // A schema counts steps from 0.
                if (random.Next(2) == 0 && (!isSayable || min == 0 || field["min"] is null)) field["step"] = random.Next(2) == 0 ? 1 : 0.25;
                break;
            case "rating" or "likert":
                field["size"] = random.Next(2, 8);
                break;
            case "choice" or "choices" or "ranking":
                field["choices"] = MakeChoices(random, 2);
                if (type == "choices" && random.Next(2) == 0) (field["min_chosen"], field["max_chosen"]) = (random.Next(0, 3), 2);
                break;
            case "fields":
                field["fields"] = new JsonObject { ["title"] = "The title", ["top result"] = "The first line" };
                break;
            case "comparison" or "call":
                if (type == "call") field["script"] = "Hello {{name}}";
                var isBoth = random.Next(2) == 0;
                field["choices"] = MakeChoices(random, 2);
                if (isBoth) field["fields"] = new JsonObject { ["email"] = "Their address" };
                break;
            case "spans" or "boxes" or "polygons" or "lines" or "points" or "segments":
                MakeMarkOptions(random, field, type);
                break;
        }

        return field;
    }

    private static void MakeTextOptions(Random random, JsonObject field)
    {
        string[] patterns = ["^[A-Z]{2}-[0-9]{3,5}$", @"^\d{4}-\d{2}-\d{2}$", "cat|dog", @"^(\+\d{1,3} )?\d{6,10}$", "[aeiou]+x?", @"^[^\s,;]{3,8}$"];
        if (random.Next(3) == 0) field["pattern"] = patterns[random.Next(patterns.Length)];
        else if (random.Next(2) == 0) (field["min_length"], field["max_length"]) = (random.Next(0, 10), random.Next(10, 60));
    }

    private static void MakeMarkOptions(Random random, JsonObject field, string type)
    {
        if (random.Next(2) == 0) field["labels"] = MakeChoices(random, 1);
        if (random.Next(3) == 0) (field["min"], field["max"]) = (random.Next(0, 3), random.Next(3, 6));
        if (type == "spans" && random.Next(2) == 0) field["overlap"] = true;
        if (type != "boxes") return;
        if (random.Next(2) == 0) field["min_size"] = random.Next(0, 30);
        if (random.Next(3) == 0) field["with_labels"] = false;
    }

    private static JsonArray MakeChoices(Random random, int min) => new([.. Enumerable.Range(0, random.Next(min, min + 4)).Select(JsonNode (index) =>
        random.Next(2) == 0 ? JsonValue.Create($"value {index}") : new JsonObject { ["value"] = $"value {index}", ["label"] = "V", ["key"] = $"{index}" })]);

    private static JsonObject? ConditionOn(JsonObject field) => (string)field["type"]! switch
    {
        "boolean" => new JsonObject { ["field"] = (string)field["name"]!, ["equals"] = true },
        "choice" or "choices" or "comparison" => new JsonObject { ["field"] = (string)field["name"]!, ["one_of"] = new JsonArray("value 0", "value 1") },
        "call" => new JsonObject { ["field"] = (string)field["name"]!, ["equals"] = "success" },
        "rating" => new JsonObject { ["field"] = (string)field["name"]!, ["one_of"] = new JsonArray(1, 2) },
        _ => null,
    };

    private static Material MakeMaterial(Random random)
    {
        string[] texts = ["Ada met \U0001F600 Grace in London, and Alan.", "one", "아버지가 방에 들어가신다 지금 모두", "Nothing, but; many: marks!", "a b c d e f"];
        return new Material
        {
            Content = random.Next(4) == 0 ? null : JsonSerializer.SerializeToElement(new { id = 7, text = texts[random.Next(texts.Length)] }),
            Files = random.Next(2) == 0 ? [] : [new MaterialItem(MaterialKind.Image) { Width = random.Next(40, 2000), Height = random.Next(40, 2000) }],
            Attachments = random.Next(2) == 0 ? [] : [new MaterialItem(MaterialKind.Audio) { Duration = random.Next(1, 4000) / 100.0 }],
        };
    }
}
