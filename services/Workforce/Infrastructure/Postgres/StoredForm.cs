using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>A form as the table <c>form</c> keeps it: by its own hash.</summary>
internal sealed record StoredForm(byte[] Hash, string Json)
{
    public const string EnsureSql = """
        INSERT INTO form (hash, form)
        SELECT DISTINCT ON (hash) hash, form::json
          FROM unnest(@FormHashes, @Forms) AS heard (hash, form)
         ORDER BY hash
            ON CONFLICT (hash) DO NOTHING
        """;

    public static StoredForm? Of(JsonElement? form)
    {
        if (form is not { } element) return null;
        var json = element.GetRawText();
        return new StoredForm(SHA256.HashData(Encoding.UTF8.GetBytes(json)), json);
    }
}
