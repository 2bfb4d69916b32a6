using System.Text;
using Hitl.Contracts.Projects;

namespace Hitl.Projects.Tests;

internal static class Secrets
{
    /// <summary>
    /// Looks through every row of every table for the key, as text and as the bytes of text, which PostgreSQL shows in hexadecimal,
    /// and for the part of it that is secret.
    /// </summary>
    public static async Task AssertNotInAsync(TestDatabase database, string key)
    {
        var dump = await database.DumpAsync();
        // The dump is of this database and would show it: the public part is found.
        Assert.That(dump, Does.Contain(ApiKeyFormat.DisplayPrefixOf(key)));
        var secret = key[ApiKeyFormat.DisplayPrefixOf(key).Length..];
        foreach (var text in new[] { key, secret })
        {
            Assert.That(dump, Does.Not.Contain(text));
            Assert.That(dump, Does.Not.Contain(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text))));
            Assert.That(dump, Does.Not.Contain(Convert.ToBase64String(Encoding.ASCII.GetBytes(text))));
        }
    }
}
