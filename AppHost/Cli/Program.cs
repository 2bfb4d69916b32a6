using System.CommandLine;
using Hitl.Cli;
using Hitl.Cli.Verbs;

// The verbs of ./hitl that are more than a line of shell.
var root = new RootCommand("Hitl: people answer what programs ask. Called by the script ./hitl.")
{
    WaitVerb.Create(),
    DownVerb.Create(),
    StatusVerb.Create(),
    ServersVerb.Create(),
    DoctorVerb.Create(),
    DemoVerb.Create(),
};
// SIGINT and SIGTERM cancel the verb, and leave it the time to stop what it has started.
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
}
catch (VerbFailedException failed)
{
    await Console.Error.WriteLineAsync(failed.Message);
    return failed.ExitCode;
}
