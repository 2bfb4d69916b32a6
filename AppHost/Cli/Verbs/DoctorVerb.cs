using System.CommandLine;
using Hitl.Cli.Doctor;

namespace Hitl.Cli.Verbs;

/// <summary>Looks at everything that must be right on this machine, and says what to do about what is not.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var port = new Option<int>("--port") { Description = "The gateway's port", DefaultValueFactory = _ => 8080 };
        var command = new Command("doctor", "Check tools, versions, ports, disk and permissions, and say what to do. Exit code 1 when something must be done") { data, port };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data).FullName, parsed.GetValue(port), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, int port, CancellationToken ct)
    {
        var findings = await Examination.RunAsync(data, port, ct);
        foreach (var finding in findings)
        {
            var mark = finding.Severity switch { Severity.Good => "ok     ", Severity.Note => "note   ", Severity.Bad => "PROBLEM" };
            await Console.Out.WriteLineAsync($"{mark} {finding.Subject,-12} {finding.Text}");
            if (finding.WhatToDo is not null) await Console.Out.WriteLineAsync($"{"",20} -> {finding.WhatToDo}");
        }
        return findings.Any(finding => finding.Severity == Severity.Bad) ? 1 : 0;
    }
}
