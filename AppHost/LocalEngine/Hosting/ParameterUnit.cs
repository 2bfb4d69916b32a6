using Aspire.Hosting.ApplicationModel;

namespace Hitl.LocalEngine.Hosting;

/// <summary>A parameter: given by the configuration, or made once and kept in a file that only its owner can read.</summary>
internal sealed class ParameterUnit(ParameterResource parameter, string? given, string secretsDirectory, StatusEntry status, LogBook log) : Unit(status, log)
{
    public string Value { get; private set; } = "";

    public override async Task StartAsync(CancellationToken ct)
    {
        if (given is not null)
        {
            Value = given;
            return;
        }
        PrivateFile.CreateFolder(secretsDirectory);
        var path = Path.Combine(secretsDirectory, parameter.Name);
        if (!File.Exists(path)) await PrivateFile.WriteAsync(path, parameter.Default.GetDefaultValue(), ct);
        Value = (await File.ReadAllTextAsync(path, ct)).Trim();
    }
}
