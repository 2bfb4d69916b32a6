using System.Text.Json;
using Hitl.Forms;
using Hitl.Jobs.Domain;
using Microsoft.Extensions.Caching.Memory;

namespace Hitl.Jobs.Application;

/// <summary>The forms of projects, read once: a version of a template never changes.</summary>
internal sealed class ProjectForms(IMemoryCache memory)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(10);

    /// <summary>Null when the project has none: then any object is an answer.</summary>
    public Form? Of(ProjectCopy project)
    {
        if (project is not { TemplateId: { } template, TemplateVersion: { } version, Form: { } text }) return null;
        return memory.GetOrCreate((nameof(ProjectForms), template, version), entry =>
        {
            entry.SlidingExpiration = RememberFor;
            return Form.Read(JsonElement.Parse(text)).Form;
        });
    }
}
