using System.Text.Json;
using Hitl.Forms;
using Microsoft.Extensions.Caching.Memory;

namespace Hitl.Workforce.Infrastructure.Forms;

/// <summary>Forms ready to judge answers, by their hash; a form never changes, so the only question is how many to keep.</summary>
internal sealed class CompiledForms : IDisposable
{
    private const int FormsMax = 1000;

    private readonly MemoryCache _forms = new(new MemoryCacheOptions { SizeLimit = FormsMax });

    public Form Of(byte[] hash, string json)
    {
        var key = Convert.ToHexString(hash);
        if (_forms.TryGetValue(key, out Form? known)) return known!;
        using var parsed = JsonDocument.Parse(json);
        var form = Form.Read(parsed.RootElement.Clone()).Form
            ?? throw new InvalidOperationException($"Form {key} was accepted once and can no longer be read.");
        return _forms.Set(key, form, new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => _forms.Dispose();
}
